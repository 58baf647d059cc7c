// Brings the parts of the page together.
import { get, post, randomSeed, setCsrf } from './api.js';
import { characterFields, dialogue, isUsable, keep, recall } from './dialogue.js';
import { $, avatar, clearNotice, download, notice } from './dom.js';
import { changeCharacter, prepareEditor } from './editor.js';
import { firstPerson, loadPeople, preparePeople, showPeople, whole } from './people.js';
import { prepareSettings, showNotes } from './settings.js';
import { leave, showDialogue, tellFailure, toMessage } from './talk.js';
import { has, loadWords, say, tellError } from './words.js';

/** The owner's link ends in a token, which is exchanged for a cookie and must not stay in the address. */
async function enter() {
  const token = location.hash.slice(1);
  if (/^[A-Za-z0-9_-]{22}$/.test(token)) {
    history.replaceState(null, '', location.pathname + location.search);
    const { csrf } = await post('admin/api/enter', { token });
    setCsrf(csrf);
  }
}

function showCharacter() {
  const { character } = dialogue;
  avatar(character, $('avatar'));
  $('name').textContent = character.name;
  const category = character.unsaved ? 'own' : character.category;
  $('about').textContent = has(`category.${category}`) ? say(`category.${category}`) : category;
  $('profile').textContent = character.profile;
  $('profile-user').textContent = character.user_info
    ? say('profile.user_info', character.user_name, character.user_info)
    : say('profile.user', character.user_name);
  $('profile-source').textContent = character.source ? say('profile.source', character.source, character.license) : '';
  $('log').lang = character.language;
  $('profile').lang = character.language;
}

/** Begins a dialogue; the one before can be brought back as long as nothing else happens. */
function begin(character) {
  const before = { character: dialogue.character, turns: dialogue.turns };
  leave();
  dialogue.character = character;
  dialogue.turns = [];
  keep();
  show();
  if (before.turns.length > 0) {
    notice(say('cleared'), say('undo'), () => {
      leave();
      Object.assign(dialogue, before);
      keep();
      show();
    });
  }
}

function show() {
  showCharacter();
  showPeople();
  showDialogue();
  showNotes();
}

async function choose(one) {
  closeDrawers();
  try {
    begin(one.unsaved ? one : await whole(one));
    toMessage();
  } catch (error) {
    tellFailure(error);
  }
}

async function talkWithOwn(character, file) {
  begin(character);
  toMessage();
  if (file) {
    await loadPeople();
    $('spoken').value = character.language;
    showPeople();
    notice(say('own.saved', file));
  }
}

// Drawers, where the page is too narrow for three columns.
let opener = null;

function openDrawer(name) {
  opener = $(`open-${name}`);
  $(name).classList.add('open');
  opener.setAttribute('aria-expanded', 'true');
  $('backdrop').hidden = false;
  for (const part of document.querySelectorAll('.chat > :not(.backdrop)')) {
    part.inert = part !== $(name);
  }
  $(name).querySelector('.close').focus();
}

function closeDrawers() {
  if (opener === null) {
    return;
  }
  document.querySelectorAll('.drawer.open').forEach((drawer) => drawer.classList.remove('open'));
  document.querySelectorAll('.chat > *').forEach((part) => { part.inert = false; });
  $('backdrop').hidden = true;
  opener.setAttribute('aria-expanded', 'false');
  opener.focus();
  opener = null;
}

function prepareDrawers() {
  for (const name of ['people', 'settings']) {
    $(`open-${name}`).addEventListener('click', () => openDrawer(name));
  }
  document.querySelectorAll('.close').forEach((button) => button.addEventListener('click', closeDrawers));
  $('backdrop').addEventListener('click', closeDrawers);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && opener !== null) {
      event.preventDefault();
      closeDrawers();
    }
  }, true);
  document.addEventListener('show-settings', () => {
    if (getComputedStyle($('settings')).visibility === 'hidden') {
      openDrawer('settings');
    }
  });
  window.matchMedia('(max-width: 760px)').addEventListener('change', closeDrawers);
  window.matchMedia('(max-width: 1180px)').addEventListener('change', closeDrawers);
}

function showExportForms(shown) {
  $('export-forms').hidden = !shown;
  $('export').setAttribute('aria-expanded', String(shown));
}

function prepareExport() {
  $('export').addEventListener('click', () => showExportForms($('export-forms').hidden));
  document.addEventListener('click', (event) => {
    if (!event.target.closest('.menu')) {
      showExportForms(false);
    }
  });
  document.querySelector('.menu').addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !$('export-forms').hidden) {
      event.preventDefault();
      showExportForms(false);
      $('export').focus();
    }
  });
  document.querySelectorAll('[data-form]').forEach((button) => button.addEventListener('click', async () => {
    showExportForms(false);
    $('export').focus();
    try {
      const turns = dialogue.turns.filter(({ continued }) => continued !== null).map(exported);
      const { file, text } = await post('chat/api/export', { form: button.dataset.form, character: characterFields(), turns });
      download(file, text);
      notice(say('exported', file));
    } catch (error) {
      tellFailure(error);
    }
  }));
}

function exported({ user, replies, continued }) {
  // Of two replies, one may have failed: then there was only the other.
  const usable = replies.filter(isUsable);
  return {
    user,
    continued: usable.indexOf(replies[continued]),
    replies: usable.map((reply) => ({
      model: reply.model,
      text: reply.text,
      stop_reason: reply.stop_reason ?? reply.status,
      prompt_tokens: reply.prompt_tokens ?? null,
      reply_tokens: reply.reply_tokens ?? null,
      dropped_messages: reply.dropped_messages ?? 0,
      seed: reply.seed,
      seconds: reply.seconds ?? null,
    })),
  };
}

async function start() {
  await loadWords();
  prepareDrawers();
  await enter();
  const site = await get('chat/api/site');
  setCsrf(site.csrf);
  await loadPeople();
  const recalled = recall();
  if (!recalled) {
    dialogue.seed = randomSeed() % 1000000;
  }
  // Whom a model that knows one language only cannot answer is not what a person should meet first.
  preparePeople(choose, dialogue.character?.language ?? site.models[0].speaks);
  if (!recalled) {
    dialogue.character = await whole(firstPerson());
  }
  prepareSettings(site);
  prepareEditor(site.owner, talkWithOwn);
  prepareExport();
  $('change-character').addEventListener('click', () => changeCharacter(dialogue.character));
  $('clear').addEventListener('click', () => {
    begin(dialogue.character);
    toMessage();
  });
  show();
  clearNotice();
  document.documentElement.dataset.ready = 'yes';
  toMessage();
}

start().catch((error) => {
  console.error(error);
  notice(error.word ? tellError(error) : String(error));
});
