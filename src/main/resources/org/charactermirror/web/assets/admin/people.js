// Who takes part, and what can be done about it.

import { byId, make, row, table, ask, announce } from './dom.js';
import { say, moment } from './api.js';
import { showLinks } from './invite.js';

const GOOD = new Set(['work', 'done']);
const WARN = new Set(['paused', 'dropped', 'withdrawn']);

let shown = '';

function columns() {
  return [{ title: say('person') }, { title: say('pseudonym') }, { title: say('state') }, { title: say('done') },
    { title: say('checks') }, { title: say('seconds'), number: true }, { title: say('last') }, { title: say('actions'), bare: true }];
}

function called(person) {
  return person.name || say('withdrawn.name');
}

/** Shows everybody; nothing is touched where nothing has changed, and an open menu waits until it is closed. */
export function showPeople(overview, act) {
  const body = byId('people-body');
  const now = JSON.stringify(overview.participants);
  if (now === shown || body.querySelector('details[open]')) return;
  shown = now;
  const focused = body.contains(document.activeElement) ? document.activeElement.dataset.person : null;
  if (overview.participants.length === 0) {
    body.replaceChildren(make('p', {}, say('people.nobody')));
    return;
  }
  const all = columns();
  const people = table(say('people'), all, []);
  people.tBodies[0].append(...overview.participants.map((person) => row(all, cells(person, overview, act))));
  body.replaceChildren(make('div', { class: 'scroll' }, people));
  if (focused) body.querySelector(`summary[data-person="${focused}"]`)?.focus();
}

function cells(person, overview, act) {
  const done = `${person.done} / ${person.total}`;
  return [
    make('span', { class: 'name' }, called(person)),
    make('span', { class: 'whole' }, person.annotator),
    make('span', {}, badge(person), person.revoked && person.state !== 'withdrawn' && [' ', make('span', { class: 'badge bad' }, say('revoked'))]),
    make('span', {}, done, person.begun > 0 && ` (${say('begun', { n: person.begun })})`,
      make('progress', { class: 'bar', value: person.done, max: Math.max(1, person.total), 'aria-label': `${called(person)}: ${done}` })),
    checks(person.attention),
    person.median_seconds === null ? '–' : String(person.median_seconds),
    person.last_used === null ? say('never') : moment(person.last_used),
    person.state === 'withdrawn' ? '–' : menu(person, overview, act),
  ];
}

function badge(person) {
  const tone = GOOD.has(person.state) ? 'good' : WARN.has(person.state) ? 'warn' : '';
  return make('span', { class: `badge ${tone}` }, say(`state.${person.state}`));
}

function checks(attention) {
  if (attention === null) return '–';
  const all = attention.passed + attention.failed + attention.notAnswered;
  return make('span', { class: attention.failed > 0 ? 'error' : null }, say('checks.passed', { passed: attention.passed, all }));
}

function menu(person, overview, act) {
  const name = called(person);
  const resting = person.paused || person.dropped;
  const element = make('details', { class: 'menu' },
    make('summary', { 'aria-label': say('actions.of', { name }), 'data-person': person.participant }, say('actions')));
  const button = (key, run, danger) => make('button', { type: 'button', class: danger ? 'danger' : null, onclick: async () => {
    element.open = false;
    element.querySelector('summary').focus();
    await run();
  } }, say(key));
  const plainly = (action) => () => act(path(person, action), {}, say(`did.${action}`, { name }));
  const asked = (action) => async () => {
    if (await ask(say(`${action}.ask`, { name }), say(action).replace('…', ''), say('cancel'), { danger: true })) {
      await plainly(action)();
    }
  };
  element.append(make('div', {},
    button('reissue', () => reissue(person, name, act)),
    !person.revoked && button('revoke', asked('revoke'), true),
    resting ? button('resume', plainly('resume')) : button('pause', plainly('pause')),
    button('reassign', () => handOver(person, name, overview, act)),
    !person.dropped && button('drop', asked('drop'), true)));
  return element;
}

function path(person, action) {
  return `participants/${encodeURIComponent(person.participant)}/${action}`;
}

async function reissue(person, name, act) {
  if (!(await ask(say('reissue.ask', { name }), say('reissue').replace('…', ''), say('cancel')))) return;
  const answer = await act(path(person, 'reissue'), {}, say('did.reissue', { name }));
  if (answer) showLinks(answer.invitations);
}

async function handOver(person, name, overview, act) {
  const others = overview.participants.filter((other) => other.participant !== person.participant
    && !other.revoked && !other.dropped && other.state !== 'withdrawn');
  if (others.length === 0) {
    announce(say('reassign.nobody'));
    await ask(say('reassign.nobody'), say('close'), say('cancel'));
    return;
  }
  const select = make('select', { name: 'to', id: 'hand-over' },
    others.map((other) => make('option', { value: other.participant }, `${called(other)} (${other.annotator})`)));
  const answer = await ask(say('reassign.ask', { name }), say('reassign.do'), say('cancel'), {
    fields: [make('p', {}, make('label', { for: 'hand-over' }, say('reassign.to')), ' ', select)] });
  if (!answer) return;
  const to = called(others.find((other) => other.participant === answer.to));
  await act('reassign', { from: person.participant, to: answer.to }, (got) => say('reassign.done', { n: got.moved, name: to }));
}
