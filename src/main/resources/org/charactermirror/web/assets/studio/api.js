// Calls to the server.

const PREFIX = `${document.documentElement.dataset.base}studio/api/`;

/** What the server says in place of an answer. */
export class Refusal extends Error {
  constructor(status, body) {
    super(body.message || `status ${status}`);
    this.status = status;
    this.word = body.error || 'failed';
    this.body = body;
  }

  /** Tells whether the same call can succeed later. */
  get passing() {
    return this.status >= 500 || this.status === 429 || this.status === 408 || this.word === 'paused';
  }
}

/** No answer came. */
export class Away extends Error {
  get passing() {
    return true;
  }
}

let csrf = 'anonymous';
let whose = null;

/** Keeps what calls that change something must carry, and whose calls they are. */
export function carry(value, annotator = null) {
  csrf = value;
  whose = annotator;
}

/** Gets what a path stands for. */
export function get(path) {
  return call(path, { method: 'GET' }, 30_000);
}

/** Posts a body; an answer that a model has to write may take minutes. */
export async function post(path, body, patience = 30_000) {
  try {
    return await call(path, written(body), patience);
  } catch (error) {
    if (!(error instanceof Refusal && error.word === 'stale_page')) throw error;
    // Signed in again since the page was loaded, perhaps in another tab, and perhaps somebody else.
    const me = await get('me');
    if (whose !== null && me.annotator !== whose) throw new Refusal(401, { error: 'not_signed_in' });
    carry(me.csrf, me.annotator);
    return call(path, written(body), patience);
  }
}

function written(body) {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-CharacterMirror': csrf },
    body: JSON.stringify(body),
  };
}

async function call(path, request, patience) {
  let answer;
  let body;
  try {
    answer = await fetch(PREFIX + path, { ...request, cache: 'no-store', signal: AbortSignal.timeout(patience) });
    body = await answer.json();
  } catch (error) {
    // A proxy whose server is away answers with a page of its own.
    throw new Away(String(error));
  }
  if (!answer.ok) throw new Refusal(answer.status, body);
  return body;
}

/** Returns the address of the download of all that is kept of somebody. */
export function myDataAddress() {
  return `${PREFIX}my-data`;
}
