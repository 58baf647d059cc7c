// What keys do in the view that is open. Whoever uses other tools that listen to single keys can turn them off.

import { make, openDialog } from './dom.js';
import { keep, kept } from './keep.js';
import { say } from './words.js';

let actions = [];

/** Says what keys do from now on: each has keys, a word of what it does, and a function. */
export function bindKeys(list) {
  actions = list;
}

/** Tells whether single keys do something. */
export function keysAreOn() {
  return kept('keys') !== 'off';
}

const COMMON = [{ keys: ['?'], does: 'keys.help', run: showKeys }];

function named(event) {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'z') return 'Ctrl+Z';
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  return event.key.length === 1 ? event.key.toLowerCase() : event.key;
}

function writes(target) {
  return target.matches('textarea, select, input:not([type="radio"]):not([type="checkbox"])');
}

/** Leaves a field, so that single keys do something again, for whoever has no mouse to click elsewhere. */
function leaveField(field) {
  const around = field.closest('[tabindex="-1"]') || document.getElementById('main');
  around.focus({ preventScroll: true });
}

document.addEventListener('keydown', (event) => {
  const target = event.target instanceof Element ? event.target : document.body;
  // A key that chooses a letter of Chinese is not ours, nor is one that is held down.
  if (event.isComposing || event.repeat || event.defaultPrevented || document.querySelector('dialog[open]')) return;
  if (writes(target)) {
    if (event.key === 'Escape') leaveField(target);
    return;
  }
  if (!keysAreOn()) return;
  const key = named(event);
  if (key === 'Enter' && target.closest('button, a, summary')) return;
  const action = [...actions, ...COMMON].find((each) => each.run && each.keys.includes(key));
  if (action) {
    event.preventDefault();
    action.run(key);
  }
});

/** Makes the table of what keys do. */
export function keysTable(list) {
  return make('table', { class: 'keys' }, make('tbody', {}, list.map(({ keys, does, label }) => make('tr', {},
    make('th', { scope: 'row' }, keys.map((key) => [make('kbd', {}, key), ' '])),
    make('td', {}, label || say(does))))));
}

/** Lists what keys do in the view that is open. */
export function showKeys() {
  const seen = new Set();
  const list = [...actions, ...COMMON].filter(({ does, label }) => !seen.has(label || does) && seen.add(label || does));
  const on = make('input', { type: 'checkbox', checked: keysAreOn(), onchange: () => keep('keys', on.checked ? null : 'off') });
  const dialog = openDialog(say('keys.title'), [
    keysTable(list),
    make('p', {}, make('label', { class: 'check' }, on, make('span', {}, say('keys.on')))),
    make('div', { class: 'row' }, make('button', { type: 'button', class: 'primary', onclick: () => dialog.close() }, say('close'))),
  ]);
}
