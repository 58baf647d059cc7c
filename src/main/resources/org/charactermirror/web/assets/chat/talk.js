// Saying something, hearing the replies as they are written, stopping them, asking again, changing what was said.
import { listen, post, randomName, randomSeed } from './api.js';
import { characterFields, dialogue, hindrance, isUsable, isWriting, keep, lastTurn, messagesUpTo } from './dialogue.js';
import { $, clearNotice, notice } from './dom.js';
import { announce, follow, showAll, showLast, toEnd, writingPlace } from './log.js';
import { chosenModels, settingsProblem, settingsToSend } from './settings.js';
import { say, tellError } from './words.js';

const composer = $('composer');
const message = $('message');
let running = null;
let stopping = Promise.resolve();
let editing = false;
let composing = false;

const does = { regenerate, edit, choose };

export function showDialogue() {
  stopEditing(false);
  showAll(does);
  showState();
}

function showState() {
  const writing = isWriting();
  $('send').hidden = writing;
  $('stop').hidden = !writing;
}

// Input methods send Enter to choose a word: that is none of ours, nor is the one that some browsers send just after.
message.addEventListener('compositionstart', () => { composing = true; });
message.addEventListener('compositionend', () => { setTimeout(() => { composing = false; }, 30); });
message.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && !composing && event.keyCode !== 229) {
    event.preventDefault();
    composer.requestSubmit();
  }
});
message.addEventListener('input', fit);
composer.addEventListener('submit', (event) => {
  event.preventDefault();
  send();
});
$('stop').addEventListener('click', stop);
$('stop-editing').addEventListener('click', () => stopEditing(true));
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.isComposing || composing || event.defaultPrevented || document.querySelector('dialog[open]')) {
    return;
  }
  if (isWriting()) {
    stop();
  } else if (editing) {
    stopEditing(true);
  }
});

/** Makes the box as high as its text, for browsers that do not do so by themselves. */
function fit() {
  if (!CSS.supports('field-sizing', 'content')) {
    message.rows = Math.min(8, message.value.split('\n').length);
  }
}

function send() {
  const text = message.value.trim();
  const hindered = editing ? null : hindrance();
  if (hindered) {
    notice(say(hindered));
    document.querySelector('.turn:last-child .choose, .turn:last-child .regenerate')?.focus();
    return;
  }
  if (text === '' || settingsProblem()) {
    return;
  }
  clearNotice();
  if (editing) {
    dialogue.turns.pop();
    stopEditing(true);
    showAll(does);
  }
  message.value = '';
  fit();
  dialogue.turns.push({ user: text, replies: [], continued: null });
  ask(turnSeed());
}

/** Returns the seed of the last turn: each has its own, or the same draws would come in every reply. */
function turnSeed() {
  return (dialogue.seed + dialogue.turns.length) % Number.MAX_SAFE_INTEGER;
}

function regenerate() {
  if (isWriting() || settingsProblem()) {
    return;
  }
  clearNotice();
  lastTurn().continued = null;
  ask(randomSeed());
  toMessage();
}

function edit() {
  editing = true;
  message.value = lastTurn().user;
  $('editing').hidden = false;
  fit();
  message.focus();
}

function stopEditing(focus) {
  if (editing) {
    editing = false;
    message.value = '';
    fit();
    $('editing').hidden = true;
  }
  if (focus) {
    message.focus();
  }
}

function choose(side) {
  lastTurn().continued = side;
  clearNotice();
  keep();
  showLast(does);
  toMessage();
}

/** Stops the replies that are being written; the page does not wait for the server to do so. */
export function stop() {
  if (running) {
    const { name, controller } = running;
    stopping = post('chat/api/stop', { request: name }).catch(() => {});
    controller.abort();
  }
}

async function ask(seed) {
  const turn = lastTurn();
  const models = chosenModels();
  const started = performance.now();
  turn.replies = models.map((model) => ({ model, text: '', status: 'writing', seed }));
  const call = { name: randomName(), controller: new AbortController() };
  running = call;
  keep();
  showLast(does);
  toEnd();
  showState();
  const places = turn.replies.map((reply, side) => writingPlace(side));
  const body = {
    request: call.name,
    models,
    character: characterFields(),
    messages: messagesUpTo(turn),
    settings: settingsToSend(),
    seed,
  };
  try {
    // The server does not begin another reply before it has ended the one that was stopped.
    await stopping;
    await listen('chat/api/reply', body, call.controller.signal, (event, data) => hear(turn, places, event, data));
  } catch (error) {
    fail(turn, error, (performance.now() - started) / 1000);
  } finally {
    if (running === call) {
      running = null;
    }
    finish(turn, (performance.now() - started) / 1000);
  }
}

function hear(turn, places, event, data) {
  if (event === 'waiting') {
    places.forEach((place) => { place.waiting.textContent = say(data.opening ? 'opening' : 'thinking'); });
    return;
  }
  const reply = turn.replies[data.side];
  const place = places[data.side];
  if (event === 'token') {
    const first = reply.text === '';
    reply.text += data.text;
    place.text.appendData(data.text);
    place.waiting.hidden = true;
    follow();
    if (first) {
      markFirst(data.at);
    }
  } else if (event === 'restarted') {
    reply.text = '';
    place.text.data = '';
    place.waiting.hidden = false;
  } else if (event === 'failed') {
    Object.assign(reply, { status: 'failed', error: { word: data.error, message: data.message } });
  } else {
    Object.assign(reply, data, { status: event, text: event === 'done' ? data.text : reply.text });
    place.text.data = reply.text;
    place.waiting.hidden = true;
  }
}

/** For whoever measures how long a word takes from the model into the page, and to the next picture; nothing is sent anywhere. */
function markFirst(engine) {
  const now = () => performance.timeOrigin + performance.now();
  const page = now();
  requestAnimationFrame(() => performance.mark('first-token', { detail: { engine, page, frame: now() } }));
}

/** Goes to the message, unless that would open the keyboard of a phone over what there is to read. */
export function toMessage() {
  if (!window.matchMedia('(pointer: coarse)').matches) {
    message.focus({ preventScroll: true });
  }
}

function fail(turn, error, seconds) {
  for (const reply of turn.replies.filter(({ status }) => status === 'writing')) {
    if (error.name === 'AbortError') {
      Object.assign(reply, { status: 'stopped', seconds });
    } else {
      Object.assign(reply, { status: 'failed', error: { word: error.word ?? 'offline', message: error.message } });
    }
  }
}

function finish(turn, seconds) {
  // A stream that ended without an end: the server was stopped.
  turn.replies.filter(({ status }) => status === 'writing')
    .forEach((reply) => Object.assign(reply, { status: 'stopped', seconds }));
  if (turn !== lastTurn()) {
    return;
  }
  if (turn.replies.length === 1 && isUsable(turn.replies[0])) {
    turn.continued = 0;
  }
  keep();
  showLast(does);
  showState();
  announce();
}

/** Ends what is being written because another dialogue begins. */
export function leave() {
  stop();
  running = null;
  clearNotice();
}

export function tellFailure(error) {
  notice(tellError(error));
}
