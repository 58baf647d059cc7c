// Talking with a character: one message at a time, kept until its reply is there.

import { post } from './api.js';
import { freshId, make, requestId } from './dom.js';
import { keep, kept } from './keep.js';
import { say, tell } from './words.js';

const MODEL_PATIENCE = 600_000;
const PAUSE = 1_500;

/**
 * Makes the field in which the person writes.
 *
 * @param answered takes what the server answers: a turn, or two replies that wait for a choice
 * @param pending takes the message that waits for its reply, or null
 */
export function composer(app, item, answered, pending) {
  const id = freshId('message');
  const draft = `say.${item.code}`;
  const state = make('p', { class: 'quiet talk-state', role: 'status' });
  const area = make('textarea', { id, rows: '2', dir: 'auto', enterkeyhint: 'send', autocomplete: 'off' });
  const send = make('button', { type: 'submit', class: 'primary' }, say('talk.send'));
  const form = make('form', { class: 'composer', onsubmit: (event) => { event.preventDefault(); begin(); } },
    make('label', { for: id }, say('talk.message', { name: item.character.name })), area,
    make('div', { class: 'row' }, send, state));

  area.addEventListener('keydown', (event) => {
    // Enter also chooses a letter of Chinese.
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      begin();
    }
  });

  function begin() {
    const text = area.value.trim();
    if (text === '' || area.readOnly) return;
    const call = { request: requestId(), text };
    keep(draft, JSON.stringify(call));
    area.value = '';
    deliver(call);
  }

  function busy(call) {
    area.readOnly = call !== null;
    send.disabled = call !== null;
    pending(call ? call.text : null);
    state.textContent = call ? say('talk.waits', { name: item.character.name }) : '';
    state.classList.remove('error');
  }

  async function deliver(call) {
    busy(call);
    // The choice before this message comes first.
    await app.outbox.empty();
    for (;;) {
      try {
        const answer = await post(`items/${encodeURIComponent(item.code)}/say`, call, MODEL_PATIENCE);
        keep(draft, null);
        busy(null);
        if (form.isConnected) answered(answer);
        return;
      } catch (error) {
        if (!form.isConnected) return;
        if (!error.passing) {
          refusedBecause(error, call);
          return;
        }
        state.textContent = say('talk.again');
        await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
      }
    }
  }

  function refusedBecause(error, call) {
    keep(draft, null);
    if (['choose_first', 'finished'].includes(error.word)) {
      // Another device was faster: what it said is there now.
      app.refresh();
      return;
    }
    busy(null);
    area.value = call.text;
    state.textContent = error.word === 'model_unavailable' ? say('talk.unavailable') : tell(error);
    state.classList.add('error');
    area.focus();
  }

  /** Goes on with a message that was sent before the page was loaded again. */
  form.resume = () => {
    const waiting = kept(draft);
    if (waiting) deliver(JSON.parse(waiting));
  };
  form.write = () => area.focus({ preventScroll: true });
  return form;
}

/** Brings the last line of a dialogue above the field in which the person writes. */
export function showEnd(log) {
  if (log.lastElementChild) log.lastElementChild.scrollIntoView({ block: 'nearest' });
}

/** Tells how many rounds are talked, and how many there are to be. */
export function rounds(item) {
  return make('p', { class: 'rounds' }, say(item.finished_talking ? 'talk.finished' : 'talk.rounds',
    { n: item.turns.length, of: item.rounds }));
}

/** Puts a turn into its place. */
export function place(item, turn) {
  const at = item.turns.findIndex((each) => each.turn === turn.turn);
  if (at >= 0) item.turns[at] = turn;
  else item.turns.push(turn);
  if (item.turns.length >= item.rounds) item.finished_talking = true;
}
