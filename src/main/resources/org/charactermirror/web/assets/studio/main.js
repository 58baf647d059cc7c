// The annotator's page: finds out who is here and how far they are, and shows the view for that.

import { Away, Refusal, carry, get, post } from './api.js';
import { drawBar, drawSaving } from './bar.js';
import { outOfView } from './clock.js';
import { announce, button, make, show } from './dom.js';
import { showErrors } from './errors.js';
import { bindKeys } from './keys.js';
import { keep, kept } from './keep.js';
import { showList, showThanks } from './list.js';
import { Outbox } from './outbox.js';
import { showPairs } from './pairs.js';
import { showConsent, showInstructions, showQualification } from './steps.js';
import { showRating } from './rating.js';
import { loadWords, say, tell } from './words.js';

const LOOK_AGAIN = 15_000;
const KINDS = { rating: showRating, errors: showErrors, turn_errors: showErrors, pairwise: showPairs };

/** What all views share. */
const app = { me: null, outbox: null, refresh, openItem, openList, changeLanguage, failed, signedOut, withdrawn };

let drawn = 0;
let timer = null;

function begin() {
  drawn += 1;
  clearTimeout(timer);
  bindKeys([]);
  outOfView();
  return drawn;
}

/** Loads who is here, and shows where they are. */
async function refresh() {
  const turn = begin();
  try {
    const me = await get('me');
    if (turn !== drawn) return;
    await enter(me);
    await route();
  } catch (error) {
    if (turn === drawn) failed(error, refresh);
  }
}

async function enter(me) {
  carry(me.csrf, me.annotator);
  if (!app.me || app.me.language !== me.language) {
    await loadWords(me.language);
    keep('language', me.language);
  }
  app.me = me;
  if (!app.outbox || app.outbox.closed || app.owner !== me.annotator) {
    if (app.outbox) app.outbox.close();
    app.owner = me.annotator;
    app.outbox = new Outbox(me.annotator, post, { changed: () => drawSaving(app), refused });
  }
  drawBar(app);
}

function refused(error, entry) {
  // Whoever waits for this call tells of it; a click that nobody waits for must not be lost in silence.
  if (!entry.expected) {
    announce(say('saving.refused'));
    document.getElementById('refused').hidden = false;
    document.getElementById('refused').textContent = `${say('saving.refused')} ${tell(error)}`;
  }
}

async function route() {
  const { state } = app.me;
  const code = /^#\/item\/([\w-]+)$/.exec(location.hash);
  if (state === 'consent') showConsent(app);
  else if (state === 'instructions') await showInstructions(app);
  else if (state === 'qualification') await showQualification(app);
  else if (state === 'withdrawn') withdrawn();
  else if (state === 'paused') showPaused();
  else if (code) await showItem(code[1]);
  else if (state === 'done') await showThanks(app);
  else await showList(app);
}

async function showItem(code) {
  // What this page has not sent yet is newer than what the server knows.
  await app.outbox.empty();
  const turn = drawn;
  try {
    const item = await get(`items/${encodeURIComponent(code)}`);
    if (turn === drawn) KINDS[item.kind](app, item);
  } catch (error) {
    if (!(error instanceof Refusal && error.status === 404)) throw error;
    openList();
  }
}

function go(hash) {
  if (location.hash === hash) refresh();
  else location.hash = hash;
}

function openItem(code) {
  go(`#/item/${code}`);
}

function openList() {
  go('#/');
}

async function changeLanguage(language) {
  if (app.me) {
    await app.outbox.empty();
    await post('language', { language });
    await refresh();
  } else {
    keep('language', language);
    await loadWords(language);
  }
}

function signedOut() {
  app.me = null;
  begin();
  drawBar(app);
  show(say('signed_out.title'), make('section', { class: 'narrow card' },
    make('h1', {}, say('signed_out.title')), make('p', {}, say('signed_out.text'))));
}

function withdrawn() {
  app.me = null;
  begin();
  drawBar(app);
  show(say('withdrawn.title'), make('section', { class: 'narrow card' },
    make('h1', {}, say('withdrawn.title')), make('p', {}, say('withdrawn.text'))));
}

function showPaused() {
  show(say('paused.title'), make('section', { class: 'narrow card' },
    make('h1', {}, say('paused.title')), make('p', {}, say('paused.text'))));
  timer = setTimeout(refresh, LOOK_AGAIN);
}

/** Shows what went wrong; where the same can succeed later, it is tried again. */
function failed(error, again) {
  if (error instanceof Refusal && error.status === 401) {
    signedOut();
    return;
  }
  const away = error instanceof Away;
  if (!away && !(error instanceof Refusal)) console.error(error);
  begin();
  show(say(away ? 'away.title' : 'failed.title'), make('section', { class: 'narrow card' },
    make('h1', {}, say(away ? 'away.title' : 'failed.title')),
    make('p', {}, away ? say('away.text') : tell(error)),
    button(say('again'), again, { class: 'primary' })));
  if (error.passing) timer = setTimeout(again, 2_000);
}

/** Exchanges the invitation for a cookie; its token must stay neither in the address nor in the history. */
async function exchange(token) {
  try {
    // Whoever was signed in here before has no part in it.
    carry('anonymous');
    if (app.outbox) app.outbox.close();
    const { csrf } = await post('enter', { token });
    carry(csrf);
    await refresh();
  } catch (error) {
    if (error instanceof Refusal && error.status === 403) {
      begin();
      show(say('unknown.title'), make('section', { class: 'narrow card' },
        make('h1', {}, say('unknown.title')), make('p', {}, say('unknown.text'))));
    } else {
      failed(error, () => exchange(token));
    }
  }
}

addEventListener('hashchange', () => {
  const token = invitation();
  if (token) exchange(token);
  else if (app.me) refresh();
});

addEventListener('beforeunload', (event) => {
  if (app.outbox && app.outbox.waiting.length > 0) event.preventDefault();
});

function invitation() {
  const found = /^#([\w-]{16,})$/.exec(location.hash);
  if (!found) return null;
  history.replaceState(null, '', location.pathname + location.search);
  return found[1];
}

document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  document.getElementById('main').focus();
});

const token = invitation();
await loadWords(kept('language') || document.documentElement.dataset.language);
drawBar(app);
if (token) await exchange(token);
else await refresh();
