// The page of whoever runs a study: signing in, and bringing the parts up to date.

import { byId, announce, setText } from './dom.js';
import { Refusal, carry, get, loadWords, post, say, moment, tell } from './api.js';
import { showProgress, showAgreement } from './progress.js';
import { showPeople } from './people.js';
import { prepareInvitations, showInvitations } from './invite.js';
import { prepareDecisions } from './decide.js';
import { prepareSettings, showSettings } from './settings.js';
import { prepareExport } from './record.js';

const EVERY = 10_000;
const TOKEN = /^#[A-Za-z0-9_-]{22}$/;

let shown = null;
let shownAt = null;
let timer = 0;

function notice(text) {
  const element = byId('notice');
  setText(element, text);
  element.hidden = text === '';
}

/** Exchanges the token of the link for a cookie, and takes it out of the address. */
async function enter() {
  if (!TOKEN.test(location.hash)) return;
  const token = location.hash.slice(1);
  history.replaceState(null, '', location.pathname + location.search);
  carry('anonymous');
  try {
    carry((await post('enter', { token })).csrf);
  } catch (error) {
    if (error instanceof Refusal && error.word === 'stale_page') {
      // This browser is signed in already, and such calls carry what only the overview tells.
      carry((await get('overview')).csrf);
      carry((await post('enter', { token })).csrf);
    } else throw error;
  }
}

function show(overview) {
  shown = overview;
  shownAt = new Date();
  carry(overview.csrf);
  setText(byId('study'), overview.study.id);
  for (const id of ['tools', 'places', 'everything']) byId(id).hidden = false;
  setText(byId('pause-all'), say(overview.paused ? 'resume.all' : 'pause.all'));
  notice(overview.paused ? say('paused.all') : '');
  showProgress(overview);
  showPeople(overview, act);
  showInvitations(overview);
  showAgreement(overview);
  showSettings(overview);
}

function signedOut(text) {
  clearTimeout(timer);
  for (const id of ['tools', 'places', 'everything']) byId(id).hidden = true;
  notice(text);
}

/** Brings the page up to date now, and then every so often while it is looked at. */
async function refresh() {
  clearTimeout(timer);
  try {
    show(await get('overview'));
  } catch (error) {
    if (error instanceof Refusal && error.status === 401) {
      signedOut(say('entry'));
      return;
    }
    if (shownAt) notice(say('away', { time: moment(shownAt) }));
    else notice(say('failed', { message: tell(error) }));
  }
  timer = setTimeout(() => (document.hidden ? undefined : refresh()), EVERY);
}

/** Does something, tells how it went, and brings the page up to date. Returns the answer, or null. */
async function act(path, body, told) {
  try {
    const answer = await post(path, body);
    if (told) announce(typeof told === 'function' ? told(answer) : told);
    await refresh();
    return answer;
  } catch (error) {
    const text = say('failed', { message: tell(error) });
    notice(text);
    announce(text);
    byId('notice').scrollIntoView({ block: 'center' });
    return null;
  }
}

function prepare() {
  byId('pause-all').addEventListener('click', () => act(
    shown.paused ? 'resume' : 'pause', {}, say(shown.paused ? 'done.resumed.all' : 'done.paused.all')));
  byId('leave').addEventListener('click', async () => {
    await post('leave');
    signedOut(say('left'));
    byId('main').focus();
  });
  document.addEventListener('visibilitychange', () => { if (!document.hidden && shown) refresh(); });
  prepareInvitations(act);
  prepareDecisions();
  prepareSettings();
  prepareExport();
}

async function start() {
  await loadWords();
  prepare();
  try {
    await enter();
  } catch (error) {
    const wrong = error instanceof Refusal && error.word === 'unknown_token';
    signedOut(wrong ? say('entry.wrong') : say('failed', { message: tell(error) }));
    return;
  }
  await refresh();
}

start();

