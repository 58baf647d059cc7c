// What the two studies of single turns share: what stands below the turns, and where the person is brought.

import { button, fill, make } from './dom.js';
import { userLine } from './dialogue.js';
import { rounds, showEnd } from './talk.js';
import { say } from './words.js';

/**
 * Shows what stands below the turns: nothing while one is judged, then what the person says next, or the way back.
 * `number` is the turn that is judged, null for none; `done` the word for when all are.
 */
export function drawFoot(view, number, done) {
  const { item, foot, form } = view;
  if (number !== null) {
    fill(foot);
    view.desk.look(number);
  } else if (form && !item.finished_talking) {
    fill(foot, rounds(item), form);
  } else {
    fill(foot, make('div', { class: 'card' }, make('p', {}, say(done)),
      button(say('list.open'), view.app.openList, { class: 'primary' })));
  }
}

/** Shows what the person has just said, until there is an answer. */
export function drawWaiting(view, waiting) {
  if (view.waiting) view.waiting.remove();
  view.waiting = waiting === null ? null : userLine(view.item, waiting);
  if (view.waiting) {
    view.log.append(view.waiting);
    showEnd(view.log);
  }
}

/** Brings the person to the turn that is judged, or to what comes after it. */
export function focusOn(view, judging) {
  if (judging) {
    view.open.focus({ preventScroll: true });
    // With the message that was answered.
    view.open.previousElementSibling.scrollIntoView({ block: 'start' });
  } else if (view.form && view.form.isConnected) {
    view.form.write();
    showEnd(view.log);
  } else {
    view.foot.querySelector('button').focus();
  }
}
