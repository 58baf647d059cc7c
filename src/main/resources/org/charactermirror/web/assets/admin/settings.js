// How the studio works.

import { announce, byId, make, setText } from './dom.js';
import { post, say, tell } from './api.js';

const FIELDS = [
  ['per_item', { type: 'number', min: 1, max: 1000, required: true }],
  ['most_items', { type: 'number', min: 1, max: 1000 }],
  ['attention_every', { type: 'number', min: 0, max: 1000, required: true }],
  ['seed', { type: 'text', inputmode: 'numeric' }],
  ['names', ['pseudonyms', 'as_given']],
  ['qualification', ['on', 'off']],
  ['languages', ['en zh', 'en', 'zh']],
  ['consent.en', 'text'],
  ['consent.zh', 'text'],
];

const controls = new Map();
let held = null;

export function prepareSettings() {
  const told = make('p', { role: 'status' });
  const form = make('form', {},
    make('div', { class: 'fields' }, FIELDS.map(([name, kind]) => field(name, kind))),
    make('button', { class: 'primary' }, say('settings.save')), told);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const changed = {};
    for (const [name, control] of controls) {
      if (control.value !== held[name]) changed[name] = control.value;
    }
    try {
      const answer = await post('settings', changed);
      held = null;
      fill(answer.settings);
      told.className = '';
      told.textContent = say('settings.saved');
    } catch (error) {
      told.className = 'error';
      told.textContent = say('failed', { message: tell(error) });
      announce(told.textContent);
    }
  });
  byId('settings-body').append(form);
}

function field(name, kind) {
  const id = `set-${name}`;
  const hint = HINTS.has(name) ? make('p', { class: 'hint', id: `${id}-hint` }, say(`set.${name}.hint`)) : null;
  const common = { id, 'aria-describedby': hint ? hint.id : null };
  let control;
  if (kind === 'text') control = make('textarea', { ...common, rows: 5, maxlength: 20000, dir: 'auto', lang: name.slice(-2) });
  else if (Array.isArray(kind)) control = make('select', common, kind.map((value) => make('option', { value }, option(name, value))));
  else control = make('input', { ...common, ...kind });
  controls.set(name, control);
  const usual = kind === 'text' ? make('details', {}, make('summary', {}, say(`set.${name}.usual`)), make('p', { id: `usual-${name}`, class: 'said', dir: 'auto', lang: name.slice(-2) })) : null;
  return make('div', { class: kind === 'text' ? 'field wide' : 'field' }, make('label', { for: id }, say(`set.${name}`)), control, hint, usual);
}

const HINTS = new Set(['per_item', 'names', 'attention_every']);

function option(name, value) {
  if (name !== 'languages') return say(`set.${name}.${value}`);
  return value === 'en zh' ? say('set.languages.both') : say(`language.${value}`);
}

function fill(settings) {
  held = settings;
  for (const [name, control] of controls) {
    const value = name === 'languages' && settings[name] === 'zh en' ? 'en zh' : settings[name];
    control.value = value;
    if (name === 'languages') held = { ...held, languages: value };
  }
}

/** Shows what is set; what somebody is changing here stays as they have it. */
export function showSettings({ settings, mode, consent }) {
  const touched = held !== null && [...controls].some(([name, control]) => control.value !== held[name]);
  if (!touched) fill(settings);
  for (const [language, text] of Object.entries(consent)) setText(byId(`usual-consent.${language}`), text);
  for (const name of ['per_item', 'attention_every']) controls.get(name).disabled = mode === 'live';
}
