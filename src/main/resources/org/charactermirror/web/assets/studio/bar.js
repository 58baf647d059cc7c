// The bar on top: how far somebody is, whether all is saved, and what can be done everywhere.

import { Refusal } from './api.js';
import { announce, button, fill, make } from './dom.js';
import { showKeys } from './keys.js';
import { leave, showOwnData, showWithdrawal } from './person.js';
import { count, say, timeOfDay } from './words.js';

const OTHER = { en: ['zh', '中文'], zh: ['en', 'English'] };

/** Draws the bar. */
export function drawBar(app) {
  const working = app.me && ['work', 'done'].includes(app.me.state);
  const [other, name] = OTHER[document.documentElement.lang] || OTHER.en;
  const language = button(name, () => app.changeLanguage(other).then(() => drawBar(app)).catch((error) => app.failed(error, app.refresh)),
    { lang: other, class: 'plain' });
  fill(document.getElementById('bar'),
    working ? button(say('list.open'), app.openList, { class: 'plain brand' }) : make('span', { class: 'brand' }, say('title')),
    make('span', { class: 'standing' }, working ? progress(app.me.progress) : null, make('span', { id: 'saving', class: 'saving' })),
    make('span', { class: 'grow' }),
    language,
    app.me && app.me.state !== 'withdrawn' ? menu(app, working) : null);
  drawSaving(app);
}

function progress({ done, total, seconds_left: left }) {
  const text = say('progress', { done, total });
  return make('span', { class: 'progress' },
    make('progress', { value: done, max: Math.max(total, 1), 'aria-label': text }),
    make('span', {}, text),
    left && done < total ? make('span', { class: 'quiet left' }, duration(left)) : null);
}

/** Returns about how long something takes. */
export function duration(seconds) {
  const minutes = Math.max(1, Math.round(seconds / 60));
  return minutes < 90 ? say('left.minutes', { n: minutes }) : say('left.hours', { n: (minutes / 60).toFixed(1) });
}

function menu(app, working) {
  const details = make('details', { class: 'menu' });
  const entry = (text, action) => make('li', {}, button(text, () => { details.open = false; action(); }));
  details.append(make('summary', {}, say('menu')), make('ul', {},
    working ? entry(say('keys.title'), showKeys) : null,
    entry(say('data.title'), () => showOwnData(app)),
    entry(say('leave.title'), () => app.outbox.empty().then(() => leave(app))),
    entry(say('withdraw.title'), () => showWithdrawal(app))));
  details.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      details.open = false;
      details.querySelector('summary').focus();
    }
  });
  return details;
}

document.addEventListener('click', (event) => {
  document.querySelectorAll('details.menu[open]').forEach((open) => {
    if (!open.contains(event.target)) open.open = false;
  });
});

let troubled = false;

/** Draws whether all that was clicked is saved. */
export function drawSaving(app) {
  const place = document.getElementById('saving');
  if (!place || !app.outbox) return;
  const { waiting, saved, trouble } = app.outbox;
  place.classList.toggle('bad', Boolean(trouble));
  if (trouble) {
    place.textContent = trouble instanceof Refusal && trouble.status === 401
      ? say('saving.signed_out') : count('saving.trouble', waiting.length);
  } else if (waiting.length > 0) {
    place.textContent = say('saving.now');
  } else {
    place.textContent = saved ? say('saving.done', { time: timeOfDay(saved) }) : '';
  }
  // Not each click is told to those who hear the page: only that something is wrong, and that it is well again.
  if (troubled !== Boolean(trouble)) {
    troubled = Boolean(trouble);
    announce(place.textContent || say('saving.well'));
  }
}
