// The study of errors: each reply with its six flags. Replies that come later are not shown before this one is confirmed.

import { deskOf, goOn } from './desk.js';
import { attention, commentField, coverNote, greeting, heading, line, profile, reply, said, title, userLine } from './dialogue.js';
import { announce, button, cap, fill, make, show } from './dom.js';
import { chooseWords, watchSelection } from './evidence.js';
import { bindKeys } from './keys.js';
import { composer, place } from './talk.js';
import { drawFoot, drawWaiting, focusOn } from './turns.js';
import { say, tell } from './words.js';

const LETTERS = { ooc: 'o', contradiction: 'c', repetition: 'r', less_quality: 'q', less_information: 'i', proactivity: 'p' };

/** What keys do in this study. */
export function errorKeys(rubric) {
  return [
    ...rubric.flags.map(({ word, name }) => ({ keys: [LETTERS[word]], does: 'keys.flag', label: name })),
    { keys: ['e'], does: 'keys.evidence' },
    { keys: ['j', 'k'], does: 'keys.turn' },
    { keys: ['m'], does: 'keys.comment' },
    { keys: ['u', 'Ctrl+Z'], does: 'keys.undo' },
    { keys: ['Enter'], does: 'keys.confirm' },
    { keys: ['?'], does: 'keys.help' },
  ];
}

/** Shows an item of the study of errors. */
export function showErrors(app, item) {
  const desk = deskOf(app, item);
  const view = { app, item, desk, chosen: null, busy: false };
  view.log = make('div', { class: 'dialogue' });
  view.foot = make('div', { class: 'foot' });
  view.counts = make('p', { class: 'rounds' });
  show(title(item), make('div', { class: 'desk errors' }, make('div', { class: 'head' }, heading(item), view.counts),
    make('aside', { class: 'side', 'aria-label': say('profile.title') }, profile(item), attention(item)),
    make('div', { class: 'work' }, view.log, view.foot)));
  view.form = item.live ? composer(app, item, ({ turn }) => { place(item, turn); draw(view, true); },
    (waiting) => drawWaiting(view, waiting)) : null;
  // Whoever goes on finds the place at once.
  draw(view, item.turns.some((turn) => turn.submitted && !turn.context));
  if (view.form) view.form.resume();
}

/** Returns the turn to judge: the one that was chosen, otherwise the first that is not confirmed. */
function current(view) {
  const { item, chosen } = view;
  return item.turns.find((turn) => turn.turn === chosen) || item.turns.find((turn) => !turn.submitted) || null;
}

function draw(view, focus) {
  const { item, log } = view;
  const now = current(view);
  const last = item.turns.findLastIndex((turn) => turn.submitted || turn === now);
  const shown = item.turns.slice(0, last + 1);
  view.open = null;
  fill(log, greeting(item), shown.flatMap((turn) => [userLine(item, turn.user),
    turn === now ? openReply(view, turn) : closedReply(view, turn)]), coverNote(item));
  const asked = item.turns.filter((turn) => !turn.context);
  view.counts.textContent = say('confirmed', { n: asked.filter((turn) => turn.submitted).length,
    of: item.live ? item.rounds : asked.length });
  drawFoot(view, now ? now.turn : null, 'errors.all');
  bind(view, now);
  if (focus) focusOn(view, now !== null);
}

function closedReply(view, turn) {
  const { item, app } = view;
  const raised = app.me.rubric.flags.filter(({ word }) => turn.answers[word] === '1');
  if (turn.context) return reply(item, turn.reply);
  return make('div', { class: 'judged' }, reply(item, turn.reply), make('div', { class: 'row flags-of' },
    turn.submitted ? null : make('span', { class: 'error' }, say('unconfirmed')),
    raised.length === 0 ? make('span', { class: 'quiet' }, say('flags.none'))
      : raised.map(({ name }) => make('span', { class: 'chip' }, name)),
    button(say('change'), () => { view.chosen = turn.turn; draw(view, true); },
      { class: 'plain', 'aria-label': say('change.turn', { n: turn.turn }) })));
}

function openReply(view, turn) {
  const { item, desk, app } = view;
  const text = turn.reply ?? '';
  const shown = text === '' ? null : said(text, { class: 'said judged-text' });
  const flags = app.me.rubric.flags.map((flag) => flagBox(view, turn, flag));
  const bar = make('div', { class: 'selection', hidden: true });
  const spans = make('ul', { class: 'spans' });
  const comment = commentField(say('comment.turn'), turn.answers.comment, (value) => desk.answer(turn.turn, 'comment', value));
  const confirm = button('', () => submit(view, turn), { class: 'primary' });
  const problem = make('p', { class: 'error', role: 'alert' });
  const redraw = () => {
    flags.forEach((flag) => flag.draw());
    const raised = app.me.rubric.flags.filter(({ word }) => turn.answers[word] === '1');
    fill(confirm, say(raised.length === 0 ? 'confirm.none' : 'confirm.some', { n: raised.length }), ' ', cap('Enter'));
    fill(spans, raised.map((flag) => spanLine(view, turn, flag)));
    if (shown) shown.mark(raised.map(({ word }) => turn.answers[`evidence.${word}`]).filter(Boolean));
  };
  Object.assign(view, { redraw, comment, problem, confirm });
  if (shown) watchSelection(shown.block, bar, app.me.rubric.flags, (flag, span) => show1(view, turn, flag, span));
  view.open = make('section', { class: 'open-reply', tabindex: '-1', 'aria-label': say('turn', { n: turn.turn }) },
    line(item.character.name, 'reply', shown ? shown.element : make('p', { class: 'quiet' }, say('reply.none'))), bar,
    make('fieldset', { class: 'flags' }, make('legend', {}, say('flags.title')), flags.map(({ element }) => element)),
    exampleList(app.me.rubric.flags), spans, comment, problem,
    make('div', { class: 'row end' }, button(say('undo'), () => undo(view)), confirm));
  redraw();
  return view.open;
}

function flagBox(view, turn, { word, name, explanation }) {
  const box = make('input', { type: 'checkbox', onchange: () => set(view, turn, word, box.checked) });
  const element = make('label', { class: 'anchor' }, box, cap(LETTERS[word]),
    make('span', { dir: 'auto' }, make('strong', {}, name), make('span', { class: 'meaning' }, ` ${explanation}`)));
  return { element, draw: () => { box.checked = turn.answers[word] === '1'; } };
}

function exampleList(flags) {
  const told = (key, texts) => texts.map((text) => make('dd', { dir: 'auto' }, make('strong', {}, say(key)), ' ', text));
  return make('details', { class: 'examples' }, make('summary', {}, say('examples')),
    make('dl', {}, flags.map(({ name, examples, counterexamples }) => [make('dt', {}, name),
      told('examples.yes', examples), told('examples.no', counterexamples)])));
}

/** Raises a flag or takes it back; the words that showed it go with it. */
function set(view, turn, word, raised) {
  if (!raised && turn.answers[`evidence.${word}`]) view.desk.answer(turn.turn, `evidence.${word}`, null);
  view.desk.answer(turn.turn, word, raised ? '1' : null);
  view.last = raised ? word : view.last;
  view.redraw();
}

function show1(view, turn, flag, span) {
  if (turn.answers[flag.word] !== '1') view.desk.answer(turn.turn, flag.word, '1');
  view.desk.answer(turn.turn, `evidence.${flag.word}`, span);
  view.last = flag.word;
  announce(say('evidence.kept', { name: flag.name }));
  view.redraw();
}

function spanLine(view, turn, flag) {
  const span = turn.answers[`evidence.${flag.word}`];
  const mark = () => chooseWords(turn.reply ?? '', flag.name, (chosen) => show1(view, turn, flag, chosen));
  return make('li', {}, make('strong', {}, flag.name), ' ',
    span ? make('q', { class: 'said' }, span) : make('span', { class: 'quiet' }, say('evidence.none')), ' ',
    turn.reply ? button(say(span ? 'evidence.other' : 'evidence.mark'), mark, { class: 'plain', 'aria-label': `${say(span ? 'evidence.other' : 'evidence.mark')}: ${flag.name}` }) : null,
    span ? button(say('evidence.remove'), () => { view.desk.answer(turn.turn, `evidence.${flag.word}`, null); view.redraw(); },
      { class: 'plain', 'aria-label': `${say('evidence.remove')}: ${flag.name}` }) : null);
}

function bind(view, turn) {
  const { item, app } = view;
  const byLetter = Object.fromEntries(Object.entries(LETTERS).map(([word, letter]) => [letter, word]));
  const step = (by) => {
    const at = turn ? item.turns.indexOf(turn) : item.turns.length;
    const next = item.turns[at + by];
    if (next && !next.context && (next.submitted || item.turns.slice(0, at + by).every((each) => each.submitted))) {
      view.chosen = next.turn;
      draw(view, true);
    }
  };
  const does = {
    'keys.flag': turn && ((key) => set(view, turn, byLetter[key], turn.answers[byLetter[key]] !== '1')),
    'keys.evidence': turn && turn.reply && (() => mark(view, turn, app.me.rubric.flags)),
    'keys.turn': (key) => step(key === 'j' ? 1 : -1),
    'keys.comment': turn && (() => view.comment.querySelector('textarea').focus()),
    'keys.undo': () => undo(view),
    'keys.confirm': turn && (() => submit(view, turn)),
  };
  bindKeys(errorKeys(app.me.rubric).filter((key) => does[key.does]).map((key) => ({ ...key, run: does[key.does] })));
}

/** Marks words for the flag that was raised last. */
function mark(view, turn, flags) {
  const flag = flags.find(({ word }) => word === view.last && turn.answers[word] === '1')
    || flags.find(({ word }) => turn.answers[word] === '1');
  if (flag) chooseWords(turn.reply, flag.name, (span) => show1(view, turn, flag, span));
  else announce(say('evidence.first'));
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

async function submit(view, turn) {
  if (view.busy) return;
  view.busy = true;
  view.confirm.disabled = true;
  view.comment.querySelector('textarea').keepNow();
  try {
    const { turn: judged, item_done: done, next } = await view.desk.submit(turn.turn);
    Object.assign(turn, judged || { submitted: true });
    turn.submitted = true;
    view.chosen = null;
    const again = view.item.done;
    view.item.done = done;
    if (done && !again) await goOn(view.app, next);
    else draw(view, true);
  } catch (error) {
    view.problem.textContent = tell(error);
    view.confirm.disabled = false;
  }
  view.busy = false;
}
