// How long somebody has had something in view: the time while the page is hidden does not count, nor a long absence.

import { keep, kept } from './keep.js';

const STEP = 1_000;
const LONGEST_STILLNESS = 120_000;

let running = null;
let lastSign = Date.now();

for (const sign of ['pointerdown', 'pointermove', 'keydown', 'scroll', 'touchmove']) {
  addEventListener(sign, () => { lastSign = Date.now(); }, { passive: true });
}

setInterval(() => {
  if (running && document.visibilityState === 'visible' && Date.now() - lastSign < LONGEST_STILLNESS) {
    running.seconds += STEP / 1_000;
    keep(running.name, String(running.seconds));
  }
}, STEP);

/** Begins or goes on to count for an item and turn. */
export function inView(code, turn) {
  const name = `time.${code}.${turn}`;
  if (running && running.name === name) return;
  lastSign = Date.now();
  running = { name, seconds: Number(kept(name) || 0) };
}

/** Returns the seconds counted, and begins anew. */
export function takeSeconds() {
  if (!running) return 0;
  const { seconds } = running;
  keep(running.name, null);
  running.seconds = 0;
  return seconds;
}

/** Goes on from seconds that were taken and not used. */
export function giveBack(seconds) {
  if (running) running.seconds += seconds;
}

/** Counts for nothing. */
export function outOfView() {
  running = null;
}
