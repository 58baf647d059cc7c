// A character of one's own: tried at once, saved only by who started the server.
import { post } from './api.js';
import { $, make } from './dom.js';
import { categories, languages } from './people.js';
import { say, tellError } from './words.js';

const FIELDS = ['name', 'profile', 'greeting', 'user_name', 'user_info', 'language', 'id', 'category', 'source', 'license'];
const editor = $('editor');
let talkWith = () => {};
let owner = false;

/** The SHA-256 of the file that is being changed, as it was loaded; nothing for a new character. */
let loaded = null;

export function prepareEditor(isOwner, chooser) {
  owner = isOwner;
  talkWith = chooser;
  $('own-may-save').textContent = say(owner ? 'own.may' : 'own.may_not');
  $('own-file-fields').hidden = !owner;
  $('editor-close').addEventListener('click', () => editor.close());
  $('editor-form').addEventListener('submit', (event) => {
    event.preventDefault();
    tryIt();
  });
  $('own-save').addEventListener('click', save);
  $('new-character').addEventListener('click', () => open({}, null));
}

/** Opens the form with what is known of a character; one that came with the program becomes a new one. */
export function changeCharacter(character) {
  const again = character.editable || character.unsaved;
  open(again ? character : { ...character, id: '', source: '', license: '' }, character.editable ? character.sha256 : character.loaded ?? null);
}

function open(character, hash) {
  loaded = hash;
  FIELDS.forEach((field) => { $(`own-${field}`).value = character[field] ?? ''; });
  $('own-category-list').replaceChildren(...categories().map((category) => make('option', { value: category })));
  $('own-license-list').replaceChildren(
    ...['Apache-2.0', 'CC-BY-4.0', 'CC0-1.0'].map((licence) => make('option', { value: licence })));
  $('own-language').placeholder = languages().join(', ');
  showProblems([]);
  editor.showModal();
  $('own-name').focus();
}

function written() {
  return Object.fromEntries(FIELDS.map((field) => [field, $(`own-${field}`).value.trim()]));
}

function showProblems(problems) {
  for (const field of FIELDS) {
    const told = problems.filter((problem) => problem.field === field).map(({ message }) => message);
    $(`own-${field}-error`).hidden = told.length === 0;
    $(`own-${field}-error`).textContent = told.join('\n');
    $(`own-${field}`).removeAttribute('aria-invalid');
    if (told.length > 0) {
      $(`own-${field}`).setAttribute('aria-invalid', 'true');
    }
  }
  tell(problems.length > 0 ? say('own.problems') : '');
  const first = FIELDS.find((field) => problems.some((problem) => problem.field === field));
  if (first) {
    $(`own-${first}`).focus();
  }
}

function tell(text) {
  $('editor-problem').replaceChildren(...(text === '' ? [] : [make('div', { class: 'notice' }, text)]));
}

async function tryIt() {
  const character = written();
  try {
    const { problems } = await post('chat/api/characters/check', { character, saving: false });
    showProblems(problems);
    if (problems.length === 0) {
      editor.close();
      talkWith({ ...character, unsaved: true, loaded });
    }
  } catch (error) {
    tell(tellError(error));
  }
}

async function save() {
  const character = written();
  try {
    const saved = await post('chat/api/characters/save', { character, loaded });
    editor.close();
    talkWith({ ...character, editable: true, sha256: saved.sha256 }, saved.file);
  } catch (error) {
    showProblems(error.problems ?? []);
    if ((error.problems ?? []).length === 0) {
      tell(tellError(error));
    }
  }
}
