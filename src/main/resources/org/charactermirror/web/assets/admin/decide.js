// Where people disagree, and deciding about it. Models are not shown.

import { announce, byId, make, table } from './dom.js';
import { get, post, say, tell } from './api.js';

const AT_ONCE = 20;
const VALUES = { ratings: ['1', '2', '3', '4', '5'], turn_errors: ['1', '0'], preferences: ['win', 'lose', 'tie', 'both_bad'] };

let list;
let counter = 0;

export function prepareDecisions() {
  const least = make('select', { id: 'least' }, ['1', '2', '3', '4'].map((n) => make('option', { value: n }, n)));
  least.value = '2';
  list = make('div', {});
  byId('decisions-body').append(
    make('p', { class: 'quiet' }, say('decisions.hint')),
    make('div', { class: 'row' },
      make('label', { for: 'least' }, say('decisions.least')), least,
      make('button', { type: 'button', onclick: () => load(least.value) }, say('decisions.show'))),
    list);
}

async function load(least) {
  try {
    const answer = await get(`disagreements?least=${least}`);
    const total = answer.total === 0 ? say('decisions.none') : say('decisions.total', answer);
    list.replaceChildren(make('p', {}, total));
    announce(total);
    more(answer.disagreements, 0);
  } catch (error) {
    list.replaceChildren(make('p', { class: 'error', role: 'alert' }, say('failed', { message: tell(error) })));
  }
}

function more(all, from) {
  const cards = all.slice(from, from + AT_ONCE).map(card);
  list.append(...cards);
  if (from > 0) cards[0]?.querySelector('h3').focus();
  if (all.length > from + AT_ONCE) {
    const button = make('button', { type: 'button', onclick: () => { button.remove(); more(all, from + AT_ONCE); } }, say('decisions.more'));
    list.append(button);
  }
}

function worded(one, value) {
  return one.kind === 'ratings' ? value : say(`value.${value}`);
}

function card(one) {
  const where = one.turn === 0 ? say('decisions.whole') : say('decisions.turn', { n: one.turn });
  const title = `${say(`field.${one.field}`)} · ${one.character ?? ''} · ${where}`;
  const columns = [{ title: say('pseudonym') }, { title: say('said') }, { title: say('note') }];
  const decided = make('p', { dir: 'auto', class: 'said' });
  showDecision(decided, one, one.decision);
  return make('article', { class: 'disagreement' },
    make('h3', { tabindex: -1 }, title),
    table(title, columns, one.answers.map((answer) => [answer.annotator, worded(one, answer.value),
      make('span', { class: 'said', dir: 'auto' }, answer.note)])),
    dialogue(one),
    decided,
    form(one, title, decided));
}

function showDecision(element, one, decision) {
  element.hidden = !decision;
  element.textContent = decision ? say('decided', { value: worded(one, decision.value), reason: decision.reason }) : '';
}

function dialogue(one) {
  const element = make('details', {}, make('summary', {}, say('dialogue.show')));
  element.addEventListener('toggle', async () => {
    if (!element.open || element.childElementCount > 1) return;
    try {
      const said = await get(`dialogues/${encodeURIComponent(one.session)}`);
      element.append(make('div', { class: 'long', tabindex: 0, role: 'region', 'aria-label': say('dialogue.show') }, rounds(said, one.turn)));
      element.querySelector('.here')?.scrollIntoView({ block: 'nearest' });
    } catch (error) {
      element.append(make('p', { class: 'error' }, say('failed', { message: tell(error) })));
    }
  });
  return element;
}

function rounds(said, turn) {
  const text = (words) => make('dd', { class: 'said', dir: 'auto' }, words);
  return [make('dl', { class: 'round' }, make('dt', {}, said.character), text(said.greeting)),
    said.turns.map((round) => make('dl', { class: round.turn === turn ? 'round here' : 'round' },
      make('dt', {}, `${round.turn} · ${said.user_name || say('user')}`), text(round.user),
      round.replies.map((reply, place) => [
        make('dt', {}, round.replies.length === 1 ? said.character : say(place === 0 ? 'reply.first' : 'reply.second')), text(reply)])))];
}

function form(one, title, decided) {
  counter += 1;
  const id = `reason-${counter}`;
  const reason = make('textarea', { id, required: true, maxlength: 2000, rows: 2, dir: 'auto' });
  const told = make('p', { role: 'status' });
  const element = make('form', {},
    make('fieldset', {}, make('legend', {}, say('decide.value'), make('span', { class: 'for-readers' }, `: ${title}`)),
      make('div', { class: 'choices' }, VALUES[one.kind].map((value) => make('label', {},
        make('input', { type: 'radio', name: `value-${counter}`, value, required: true, checked: one.decision?.value === value }), worded(one, value))))),
    make('div', { class: 'field' }, make('label', { for: id }, say('decide.reason')), reason),
    make('button', {}, say('decide')), told);
  element.addEventListener('submit', async (event) => {
    event.preventDefault();
    const value = element.querySelector('input:checked').value;
    try {
      await post('adjudicate', { session: one.session, turn: one.turn, kind: one.kind, field: one.field, value, reason: reason.value });
      showDecision(decided, one, { value, reason: reason.value });
      reason.value = '';
      told.className = '';
      told.textContent = say('decide.done');
    } catch (error) {
      told.className = 'error';
      told.textContent = say('failed', { message: tell(error) });
    }
  });
  return element;
}
