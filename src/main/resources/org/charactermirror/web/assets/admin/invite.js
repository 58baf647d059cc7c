// Invitations, and their links, which are shown once.

import { announce, byId, make, setText } from './dom.js';
import { say } from './api.js';

let hint;
let names;
let links;

export function prepareInvitations(act) {
  hint = make('p', { class: 'hint', id: 'names-hint' });
  names = make('textarea', { id: 'names', rows: 3, required: true, maxlength: 17000, 'aria-describedby': 'names-hint', dir: 'auto' });
  const language = make('select', { id: 'language' },
    ['zh', 'en'].map((code) => make('option', { value: code, lang: code }, say(`language.${code}`))));
  language.value = document.documentElement.dataset.language;
  links = make('div', { id: 'links', tabindex: -1 });
  const form = make('form', {},
    make('h3', {}, say('invite')),
    make('div', { class: 'field' }, make('label', { for: 'names' }, say('invite.names')), names, hint),
    make('div', { class: 'field' }, make('label', { for: 'language' }, say('language')), language),
    make('button', { class: 'primary' }, say('invite.do')));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const all = names.value.split('\n').map((name) => name.trim()).filter(Boolean);
    const answer = await act('invite', { names: all, language: language.value });
    if (answer) {
      names.value = '';
      showLinks(answer.invitations);
    }
  });
  byId('invite-body').append(links, form);
}

export function showInvitations({ settings }) {
  setText(hint, say(settings.names === 'as_given' ? 'invite.hint.names' : 'invite.hint'));
}

/** Shows links until whoever runs the study has them. */
export function showLinks(invitations) {
  const all = invitations.map((one) => `${one.name}\t${one.link}`).join('\n');
  const list = make('ul', { class: 'links' }, invitations.map((one) => {
    const field = make('input', { value: one.link, readOnly: true, 'aria-label': say('links.link', { name: one.name }), dir: 'ltr' });
    return make('li', {}, make('span', { class: 'name', dir: 'auto' }, one.name), field,
      make('button', { type: 'button', 'aria-label': say('copy.of', { name: one.name }), onclick: () => copy(one.link, field) }, say('copy')));
  }));
  const everything = make('textarea', { readOnly: true, value: all, 'aria-label': say('links'), rows: Math.min(8, invitations.length), dir: 'ltr', hidden: true });
  links.replaceChildren(make('div', { class: 'notice' },
    make('h3', {}, say('links')), make('p', {}, say('links.once')), list, everything,
    make('div', { class: 'row' },
      invitations.length > 1 && make('button', { type: 'button', onclick: () => copy(all, everything) }, say('copy.all')),
      make('button', { type: 'button', onclick: () => { links.replaceChildren(); names.focus(); } }, say('links.hide')))));
  links.focus();
  links.scrollIntoView({ block: 'nearest' });
}

/** Copies, or where the browser does not let pages, selects. */
async function copy(text, field) {
  try {
    await navigator.clipboard.writeText(text);
    announce(say('copied'));
  } catch {
    field.hidden = false;
    field.focus();
    field.select();
    announce(say('copied.not'));
  }
}
