// What is done with the dialogue that is open: answers, undo, handing in. All of it goes through the outbox, in order.

import { giveBack, inView, takeSeconds } from './clock.js';
import { announce } from './dom.js';
import { say, tell } from './words.js';

/** Makes the desk for one item. */
export function deskOf(app, item) {
  const path = `items/${encodeURIComponent(item.code)}`;
  const post = (call, body, expected) => app.outbox.add(`${path}/${call}`, body, expected);

  return {
    app,
    item,

    /** Keeps a click: turn 0 is the whole dialogue, null takes an answer back. */
    answer(turn, field, value) {
      const answers = answersOf(item, turn);
      if ((answers[field] ?? null) === value) return;
      if (value === null) delete answers[field];
      else answers[field] = value;
      changed(item, turn);
      post('answers', { turn, field, value });
    },

    /** Takes the last click back; returns which it was, or null where there is none. */
    async undo() {
      try {
        const { turn, field, value } = await post('undo', {}, true);
        const answers = answersOf(item, turn);
        if (value === null) delete answers[field];
        else answers[field] = value;
        changed(item, turn);
        announce(say('undo.done'));
        return { turn, field };
      } catch (error) {
        announce(error.word === 'nothing_to_undo' ? say('undo.nothing') : tell(error));
        return null;
      }
    },

    /** Begins to count the time for a turn. */
    look(turn) {
      inView(item.code, turn);
    },

    /** Hands a turn in, or with turn 0 the dialogue; answers what the server says. */
    async submit(turn) {
      const seconds = Math.round(takeSeconds());
      try {
        return await post('submit', { turn, seconds }, true);
      } catch (error) {
        giveBack(seconds);
        throw error;
      }
    },
  };
}

/** Returns the answers for a turn; for a pair that waits they are begun here. */
export function answersOf(item, turn) {
  if (turn === 0) return item.answers;
  const known = item.turns.find((each) => each.turn === turn);
  if (known) return known.answers;
  item.waiting.answers ??= {};
  return item.waiting.answers;
}

/** What is changed after it was handed in waits to be handed in again. */
function changed(item, turn) {
  const handedIn = turn === 0 ? item : item.turns.find((each) => each.turn === turn);
  if (handedIn) handedIn.submitted = false;
}

/** Goes where an item that is handed in leads: to the next one, or to the thanks. */
export async function goOn(app, next) {
  announce(say('handed_in'));
  if (next) app.openItem(next);
  else app.openList();
}
