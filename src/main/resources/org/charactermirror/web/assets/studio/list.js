// The person's own dialogues, and the thanks when all are judged.

import { get } from './api.js';
import { duration } from './bar.js';
import { button, make, show } from './dom.js';
import { bindKeys } from './keys.js';
import { say } from './words.js';

/** Lists the person's dialogues, with the one to go on with first. */
export async function showList(app) {
  const { items } = await get('items');
  const next = items.find(({ state }) => state === 'begun') || items.find(({ state }) => state === 'open');
  const { done, total, seconds_left: left } = app.me.progress;
  const title = say('list.title');
  bindKeys(next ? [{ keys: ['Enter'], does: 'keys.go_on', run: () => app.openItem(next.code) }] : []);
  show(title, make('section', { class: 'narrow' },
    make('h1', {}, title),
    make('p', {}, say(`list.${app.me.study.kind}`)),
    make('p', { class: 'quiet' }, say('progress', { done, total }), left && next ? ` · ${duration(left)}` : ''),
    next ? button(say(next.state === 'begun' ? 'list.go_on' : 'list.begin', { n: next.number }),
      () => app.openItem(next.code), { class: 'primary wide' }) : make('p', { class: 'notice' }, say('list.none')),
    table(app, items)));
}

/** Thanks somebody who has judged all; what is handed in can still be changed. */
export async function showThanks(app) {
  const { items } = await get('items');
  show(say('thanks.title'), make('section', { class: 'narrow' },
    make('div', { class: 'card' }, make('h1', {}, say('thanks.title')),
      make('p', {}, say('thanks.text', { n: items.length })), make('p', { class: 'quiet' }, say('thanks.change'))),
    make('h2', {}, say('list.title')), table(app, items)));
}

function table(app, items) {
  if (items.length === 0) return null;
  return make('ol', { class: 'items' }, items.map((item) => {
    const state = item.state === 'begun' && item.turns
      ? say('state.begun_of', { n: item.turns_done, of: item.turns }) : say(`state.${item.state}`);
    return line(app, item, state);
  }));
}

function line(app, item, state) {
  const open = button('', () => app.openItem(item.code), { class: `item ${item.state}` });
  open.append(make('span', { class: 'number' }, String(item.number)), make('bdi', { class: 'who' }, item.character),
    make('span', { class: 'state' }, state));
  return make('li', {}, open);
}
