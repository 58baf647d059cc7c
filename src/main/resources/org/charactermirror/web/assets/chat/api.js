// Calls of the server: JSON, and replies as they are written.
const base = document.documentElement.dataset.base;
let csrf = 'anonymous';

export function setCsrf(value) {
  csrf = value;
}

/** What the server answers in place of an answer. */
export class CallError extends Error {
  constructor(word, message, details = {}) {
    super(message);
    this.word = word;
    this.problems = details.problems ?? [];
  }
}

async function failure(response) {
  let body = {};
  try {
    body = await response.json();
  } catch {
    // Something between here and the server has answered.
  }
  return new CallError(body.error ?? 'offline', body.message ?? `${response.status}`, body);
}

async function call(path, options) {
  let response;
  try {
    response = await fetch(base + path, { credentials: 'same-origin', ...options });
  } catch (error) {
    throw error.name === 'AbortError' ? error : new CallError('offline', String(error));
  }
  if (!response.ok) {
    throw await failure(response);
  }
  return response;
}

function posted(body, signal) {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-CharacterMirror': csrf },
    body: JSON.stringify(body),
    signal,
  };
}

export async function get(path) {
  return (await call(path, {})).json();
}

export async function post(path, body) {
  return (await call(path, posted(body))).json();
}

/** Posts, and hears the events of the answer: handler(name, data) for each, until the last one. */
export async function listen(path, body, signal, handler) {
  const response = await call(path, posted(body, signal));
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const [event, data] = block.split('\n');
      handler(event.slice('event: '.length), JSON.parse(data.slice('data: '.length)));
    }
  }
}

/** Returns 128 random bits as 32 letters and digits: the name of a call that only this page knows. */
export function randomName() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Returns a random whole number below 2^53. */
export function randomSeed() {
  const [high, low] = crypto.getRandomValues(new Uint32Array(2));
  return (high % 2 ** 21) * 2 ** 32 + low;
}
