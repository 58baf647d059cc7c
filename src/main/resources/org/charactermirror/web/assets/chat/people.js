// The characters to talk with.
import { get } from './api.js';
import { dialogue } from './dialogue.js';
import { $, avatar, make } from './dom.js';
import { has, language, languageName, say } from './words.js';

// The paper's categories in its order, then all others.
const ORDER = ['celebrities', 'daily_life', 'games_videos', 'virtual_love'];

let all = [];
let choose = () => {};

export const categories = () => [...new Set(all.map(({ category }) => category))];
export const languages = () => [...new Set(all.map((one) => one.language))].sort();

function place({ category }) {
  return ORDER.includes(category) ? ORDER.indexOf(category) : ORDER.length;
}

export async function loadPeople() {
  const answer = await get('chat/api/characters');
  all = answer.characters.sort((one, other) => place(one) - place(other));
  const chosen = $('spoken').value;
  $('spoken').replaceChildren(...languages().map((code) => make('option', { value: code }, languageName(code))));
  $('spoken').value = languages().includes(chosen) ? chosen : language;
  $('broken-files').hidden = answer.problems.length === 0;
  $('broken-files').replaceChildren(make('p', {}, say('broken')), ...answer.problems.map((one) => make('p', {}, one)));
}

export function preparePeople(chooser, spoken) {
  choose = chooser;
  if (languages().includes(spoken)) {
    $('spoken').value = spoken;
  }
  $('find').addEventListener('input', showPeople);
  $('spoken').addEventListener('change', showPeople);
  showPeople();
}

/** Returns the first character in the language that is shown. */
export function firstPerson() {
  return all.find((one) => one.language === $('spoken').value) ?? all[0];
}

export function showPeople() {
  const wanted = $('find').value.trim().toLowerCase();
  const shown = all.filter((one) => one.language === $('spoken').value
    && (one.name.toLowerCase().includes(wanted) || one.id.includes(wanted)));
  const groups = new Map();
  if (dialogue.character?.unsaved && wanted === '') {
    groups.set('own', [dialogue.character]);
  }
  shown.forEach((one) => groups.set(one.category, [...(groups.get(one.category) ?? []), one]));
  $('none-found').hidden = groups.size > 0;
  $('people-list').replaceChildren(...[...groups].flatMap(([category, people]) => [
    make('h3', { dir: 'auto' }, has(`category.${category}`) ? say(`category.${category}`) : category),
    make('ul', {}, ...people.map((one) => make('li', {}, person(one)))),
  ]));
}

function person(one) {
  const current = dialogue.character?.unsaved
    ? one === dialogue.character
    : one.id === dialogue.character?.id && one.language === dialogue.character?.language;
  return make('button', {
    type: 'button',
    class: 'person',
    'aria-current': String(current),
    onclick: () => choose(one),
  }, avatar(one), make('span', { dir: 'auto' }, one.name));
}

export async function whole(one) {
  return get(`chat/api/characters/${encodeURIComponent(one.id)}/${encodeURIComponent(one.language)}`);
}
