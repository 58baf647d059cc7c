// What was clicked waits here until the server has acknowledged it, in the order of the clicks. It is kept in the browser's
// storage, so that a page that is loaded again goes on sending; every call has an id, so that sending twice does no harm.

import { requestId } from './dom.js';

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 8_000;

export class Outbox {
  /**
   * @param owner whose clicks: those of somebody else who used this browser are left alone
   * @param post sends one
   * @param listeners changed() when the state is another, refused(error, entry) when the server will never take one
   */
  constructor(owner, post, listeners) {
    this.prefix = `charactermirror.studio.${owner}.click.`;
    this.post = post;
    this.listeners = listeners;
    this.saved = null;
    this.trouble = null;
    this.number = 0;
    this.running = false;
    this.closed = false;
    this.wake = () => {};
    this.waiting = stored(this.prefix);
    addEventListener('online', () => this.wake());
    document.addEventListener('visibilitychange', () => this.wake());
    this.#send();
  }

  /**
   * Takes a call; the promise is kept when the server has acknowledged it, and broken when it refuses it for good.
   *
   * @param expected whether the caller tells the person of a refusal
   */
  add(path, body, expected = false) {
    this.number += 1;
    const order = `${String(Date.now()).padStart(15, '0')}-${String(this.number).padStart(6, '0')}`;
    const call = { request: requestId(), ...body };
    const entry = { key: `${this.prefix}${order}-${requestId()}`, path, body: call, expected };
    const kept = new Promise((resolve, reject) => Object.assign(entry, { resolve, reject }));
    // Whoever only clicks does not listen; the page is told by refused().
    kept.catch(() => {});
    keep(entry);
    this.waiting.push(entry);
    this.#send();
    return kept;
  }

  /** Waits until all that was clicked so far is acknowledged or refused. */
  async empty() {
    while (this.waiting.length > 0 && !this.closed) {
      const last = this.waiting[this.waiting.length - 1];
      await new Promise((resolve) => { (last.settled ??= []).push(resolve); });
    }
  }

  /** Forgets what waits; only for somebody whose data is deleted. */
  forget() {
    this.waiting.splice(0).forEach((entry) => drop(entry));
  }

  /** Sends no more: somebody else comes. What waits is kept for when its person comes back. */
  close() {
    this.closed = true;
    this.waiting.forEach((entry) => (entry.settled || []).forEach((resolve) => resolve()));
    this.wake();
  }

  async #send() {
    this.listeners.changed();
    if (this.running || this.closed) return;
    this.running = true;
    let pause = FIRST_PAUSE;
    while (this.waiting.length > 0 && !this.closed) {
      const entry = this.waiting[0];
      try {
        const answer = await this.post(entry.path, entry.body);
        this.#settle(entry);
        this.saved = new Date();
        this.trouble = null;
        pause = FIRST_PAUSE;
        if (entry.resolve) entry.resolve(answer);
      } catch (error) {
        if (this.closed) break;
        if (!error.passing && error.status !== 401) {
          this.#settle(entry);
          this.trouble = null;
          if (entry.reject) entry.reject(error);
          this.listeners.refused(error, entry);
        } else {
          this.trouble = error;
          this.listeners.changed();
          await this.#rest(pause);
          pause = Math.min(pause * 2, LONGEST_PAUSE);
        }
      }
      this.listeners.changed();
    }
    this.running = false;
  }

  #settle(entry) {
    drop(entry);
    this.waiting = this.waiting.filter((other) => other !== entry);
    (entry.settled || []).forEach((resolve) => resolve());
  }

  #rest(milliseconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => { clearTimeout(timer); resolve(); };
    });
  }
}

// Without storage, as some browsers' private windows are, clicks wait in the page alone.

function stored(prefix) {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix)).sort();
    return keys.map((key) => ({ key, ...JSON.parse(localStorage.getItem(key)) }));
  } catch {
    return [];
  }
}

function keep({ key, path, body }) {
  try {
    localStorage.setItem(key, JSON.stringify({ path, body }));
  } catch {
    // See above.
  }
}

function drop({ key }) {
  try {
    localStorage.removeItem(key);
  } catch {
    // See above.
  }
}
