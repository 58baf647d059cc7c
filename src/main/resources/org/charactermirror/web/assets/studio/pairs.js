// The pairwise study: which of two replies to the same message is better. The dialogue goes on with the one that continues.

import { answersOf, deskOf, goOn } from './desk.js';
import { attention, commentField, coverNote, greeting, heading, profile, reply, said, title, userLine } from './dialogue.js';
import { button, cap, fill, freshId, make, show } from './dom.js';
import { bindKeys } from './keys.js';
import { composer, place } from './talk.js';
import { drawFoot, drawWaiting, focusOn } from './turns.js';
import { say, tell } from './words.js';

const CHOICES = ['first', 'second', 'tie', 'both_bad'];

/** What keys do in this study. */
export function pairKeys() {
  return [
    { keys: ['1'], does: 'keys.first' },
    { keys: ['2'], does: 'keys.second' },
    { keys: ['3'], does: 'keys.tie' },
    { keys: ['4'], does: 'keys.both_bad' },
    { keys: ['j', 'k'], does: 'keys.turn' },
    { keys: ['m'], does: 'keys.reason' },
    { keys: ['u', 'Ctrl+Z'], does: 'keys.undo' },
    { keys: ['Enter'], does: 'keys.confirm' },
    { keys: ['?'], does: 'keys.help' },
  ];
}

/** Shows an item of the pairwise study. */
export function showPairs(app, item) {
  const desk = deskOf(app, item);
  const view = { app, item, desk, chosen: null, busy: false };
  view.log = make('div', { class: 'dialogue' });
  view.foot = make('div', { class: 'foot' });
  view.counts = make('p', { class: 'rounds' });
  show(title(item), make('div', { class: 'pairs' }, heading(item), view.counts, profile(item), view.log, view.foot));
  view.form = item.live ? composer(app, item, (answer) => answered(view, answer), (waiting) => drawWaiting(view, waiting)) : null;
  // Whoever goes on finds the place at once.
  draw(view, item.turns.some((turn) => turn.submitted && !turn.context));
  if (view.form) view.form.resume();
}

function answered(view, { waiting, turn }) {
  if (turn) place(view.item, turn);
  view.item.waiting = waiting || null;
  draw(view, true);
}

/** Returns what is to be chosen: a turn that was chosen to be changed, one that waits, or the first not confirmed. */
function current({ item, chosen }) {
  const open = item.turns.find((turn) => turn.turn === chosen) || item.turns.find((turn) => !turn.submitted);
  if (open) return { number: open.turn, ...open };
  return item.waiting ? { number: item.waiting.turn, ...item.waiting } : null;
}

function draw(view, focus) {
  const { item, log, counts } = view;
  const now = current(view);
  const before = item.turns.filter((turn) => !now || turn.turn < now.number);
  view.open = null;
  fill(log, greeting(item), before.flatMap((turn) => [userLine(item, turn.user), decided(view, turn)]),
    now ? [userLine(item, now.user), choice(view, now)] : null, coverNote(item));
  const asked = item.turns.filter((turn) => !turn.context);
  counts.textContent = say('confirmed.pairs', { n: asked.filter((turn) => turn.submitted).length,
    of: item.live ? item.rounds : asked.length });
  drawFoot(view, now ? now.number : null, 'pairs.all');
  bind(view, now);
  if (focus) focusOn(view, now !== null);
}

/** Shows a turn that is decided: the reply with which the dialogue went on, and the other one folded up. */
function decided(view, turn) {
  const { item, app } = view;
  const [first, second] = turn.replies;
  const [on, other] = turn.continued === 'second' ? [second, first] : [first, second];
  if (turn.context) return reply(item, on);
  return make('div', { class: 'judged' }, reply(item, on), make('div', { class: 'row flags-of' },
    turn.submitted ? null : make('span', { class: 'error' }, say('unconfirmed')),
    make('span', { class: 'chip' }, app.me.rubric.preference.choices[turn.answers.better] || say('pairs.chosen')),
    button(say('change'), () => { view.chosen = turn.turn; draw(view, true); },
      { class: 'plain', 'aria-label': say('change.turn', { n: turn.turn }) }),
    make('details', { class: 'other' }, make('summary', {}, say('pairs.other')), reply(item, other))));
}

function choice(view, now) {
  const { item, desk, app } = view;
  const { question, explanation, choices } = app.me.rubric.preference;
  const answers = answersOf(item, now.number);
  const name = freshId('better');
  // A dialogue that is talked has gone on from the choice; only the reason can still be another.
  const fixed = item.live && item.turns.some((turn) => turn.turn === now.number);
  const cards = now.replies.map((text, at) => make('section', { class: 'card pair', 'aria-label': say(`pairs.${CHOICES[at]}`) },
    make('h2', {}, say(`pairs.${CHOICES[at]}`), ' ', cap(String(at + 1))),
    text ? said(text).element : make('p', { class: 'quiet' }, say('reply.none'))));
  const options = CHOICES.map((value, at) => make('label', { class: 'anchor' },
    make('input', { type: 'radio', name, value, checked: answers.better === value, disabled: fixed, onchange: () => choose(view, now, value) }),
    cap(String(at + 1)), make('span', {}, choices[value])));
  const reason = commentField(say('reason'), answers.reason, (value) => desk.answer(now.number, 'reason', value));
  const problem = make('p', { class: 'error', role: 'alert' });
  const confirm = button(say('confirm'), () => submit(view, now), { class: 'primary' });
  confirm.append(' ', cap('Enter'));
  view.open = make('section', { class: 'open-pair', tabindex: '-1', 'aria-label': say('turn', { n: now.number }) },
    make('div', { class: 'two' }, cards), attention(item),
    make('fieldset', { class: 'choices' }, make('legend', {}, question), make('p', { class: 'quiet' }, explanation), options), reason, problem,
    make('div', { class: 'row end' }, button(say('undo'), () => undo(view)), confirm));
  Object.assign(view, { reason, problem, confirm, options: options.map((option) => option.querySelector('input')) });
  return view.open;
}

function choose(view, now, value) {
  if (view.options.some((option) => option.disabled)) return;
  view.desk.answer(now.number, 'better', value);
  view.options.forEach((option) => { option.checked = option.value === value; });
}

function bind(view, now) {
  const { item } = view;
  const step = (by) => {
    const at = (now ? now.number : item.turns.length + 1) + by;
    const next = item.turns.find((turn) => turn.turn === at);
    view.chosen = next && !next.context ? next.turn : null;
    draw(view, true);
  };
  const pick = (value) => now && (() => {
    choose(view, now, value);
    view.options[CHOICES.indexOf(value)].focus();
  });
  const does = {
    'keys.first': pick('first'), 'keys.second': pick('second'), 'keys.tie': pick('tie'), 'keys.both_bad': pick('both_bad'),
    'keys.turn': (key) => step(key === 'j' ? 1 : -1),
    'keys.reason': now && (() => view.reason.querySelector('textarea').focus()),
    'keys.undo': () => undo(view),
    'keys.confirm': now && (() => submit(view, now)),
  };
  bindKeys(pairKeys().filter((key) => does[key.does]).map((key) => ({ ...key, run: does[key.does] })));
}

async function undo(view) {
  const { chosen } = view;
  const taken = await view.desk.undo();
  if (!taken) return;
  // Whoever has gone to another turn meanwhile stays there.
  const stays = view.chosen !== chosen;
  if (!stays) view.chosen = taken.turn;
  draw(view, !stays);
}

async function submit(view, now) {
  if (view.busy) return;
  const { item, desk, problem } = view;
  if (!answersOf(item, now.number).better) {
    problem.textContent = say('pairs.missing');
    view.options[0].focus();
    return;
  }
  view.busy = true;
  view.confirm.disabled = true;
  view.reason.querySelector('textarea').keepNow();
  try {
    const answer = await desk.submit(now.number);
    await settled(view, now, answer);
  } catch (error) {
    problem.textContent = tell(error);
    view.confirm.disabled = false;
  }
  view.busy = false;
}

async function settled(view, now, { turn, item_done: done, next }) {
  const { item } = view;
  const known = item.turns.find((each) => each.turn === now.number);
  if (turn) place(item, { ...turn, submitted: true });
  else if (known) known.submitted = true;
  if (turn && item.waiting) item.waiting = null;
  view.chosen = null;
  const again = item.done;
  item.done = done;
  if (done && !again) await goOn(view.app, next);
  else draw(view, true);
}
