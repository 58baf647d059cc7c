// Calls to the server, and what the page says.

const BASE = document.documentElement.dataset.base;

/** What the server says in place of an answer. */
export class Refusal extends Error {
  constructor(status, body) {
    super(body.message || `status ${status}`);
    this.status = status;
    this.word = body.error || 'failed';
  }
}

let csrf = 'anonymous';
let words = {};

/** Keeps what calls that change something must carry. */
export function carry(value) {
  csrf = value;
}

/** Returns the address of something below the server's base path. */
export function address(path) {
  return `${BASE}admin/api/${path}`;
}

export function get(path) {
  return call(path, { method: 'GET' });
}

export function post(path, body = {}) {
  return call(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-CharacterMirror': csrf },
    body: JSON.stringify(body),
  });
}

async function call(path, request) {
  const answer = await fetch(address(path), { ...request, cache: 'no-store', signal: AbortSignal.timeout(30_000) });
  const body = await answer.json();
  if (!answer.ok) throw new Refusal(answer.status, body);
  return body;
}

/** Loads what the page says in its language. */
export async function loadWords() {
  const answer = await fetch(`${BASE}words/admin/${document.documentElement.dataset.language}`);
  words = await answer.json();
}

/** Returns a sentence; {names} in it are put in. */
export function say(key, values = {}) {
  const sentence = words[key];
  if (sentence === undefined) throw new Error(`the words lack ${key}`);
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** Returns what to tell of an error: in the page's language where that is known, otherwise as the server says it. */
export function tell(error) {
  return words[`error.${error.word}`] ?? error.message;
}

/** Tells whether there is a sentence. */
export function has(key) {
  return words[key] !== undefined;
}

/** Returns a moment as people write it here; the server's times are UTC. */
export function moment(time) {
  return new Date(time).toLocaleString(document.documentElement.lang, { dateStyle: 'short', timeStyle: 'short' });
}
