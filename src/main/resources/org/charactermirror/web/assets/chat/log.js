// Shows the dialogue, and follows it while it grows unless its reader has gone back.
import { $, avatar, make } from './dom.js';
import { dialogue, isUsable, isWriting, lastTurn } from './dialogue.js';
import { say, tellError } from './words.js';

const log = $('log');
const NEAR = 60;
let following = true;

/** Where the page has put itself; what stands further up is its reader's doing. */
let placed = 0;

function isNear() {
  return log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
}

log.addEventListener('scroll', () => {
  following = isNear();
  $('to-end').hidden = following;
}, { passive: true });

$('to-end').addEventListener('click', () => {
  toEnd();
  $('message').focus();
});

export function toEnd() {
  following = true;
  place();
}

/** Goes on with the text, unless its reader has gone back: the event that says so may still be on its way. */
export function follow() {
  if (log.scrollTop < placed - 2 && !isNear()) {
    following = false;
  }
  place();
}

function place() {
  if (following) {
    log.scrollTop = log.scrollHeight;
    placed = log.scrollTop;
  }
  $('to-end').hidden = following;
}

function line(side, child) {
  return make('div', { class: `line ${side}` }, ...(side === 'user' ? [] : [avatar(dialogue.character)]), child);
}

function said(text) {
  return make('p', { class: 'said', dir: 'auto' }, text);
}

function who(name) {
  return make('span', { class: 'for-readers' }, `${name}: `);
}

/** Shows all of it anew. */
export function showAll(does) {
  const greeting = make('div', { class: 'turn' },
    line('character', make('div', { class: 'bubble' }, who(dialogue.character.name), said(dialogue.character.greeting))));
  log.replaceChildren(greeting, ...dialogue.turns.map((turn) => turnElement(turn, does)));
  toEnd();
}

/** Shows the last turn anew, or for the first time. */
export function showLast(does) {
  const turn = lastTurn();
  const children = log.children;
  if (children.length > dialogue.turns.length) {
    children[dialogue.turns.length].replaceWith(turnElement(turn, does));
  } else {
    // What could be done with the turn before can be done no longer.
    if (dialogue.turns.length > 1) {
      children[dialogue.turns.length - 1].replaceWith(turnElement(dialogue.turns[dialogue.turns.length - 2], does));
    }
    log.append(turnElement(turn, does));
  }
  follow();
}

function turnElement(turn, does) {
  const element = make('div', { class: 'turn' },
    line('user', make('div', { class: 'bubble' }, who(say('you')), said(turn.user))));
  if (turn.replies.length === 2) {
    element.append(make('div', { class: 'pair' }, ...turn.replies.map((reply, side) => pairBubble(turn, reply, side, does))));
  } else {
    element.append(line('character', bubble(turn.replies[0])));
  }
  if (turn === lastTurn() && !isWriting()) {
    element.append(make('div', { class: 'does' },
      make('button', { type: 'button', class: 'regenerate', onclick: does.regenerate }, say('regenerate')),
      make('button', { type: 'button', class: 'edit', onclick: does.edit }, say('edit'))));
  }
  return element;
}

function bubble(reply) {
  return make('div', { class: `bubble ${reply.status}` }, who(dialogue.character.name), ...replyParts(reply, false));
}

function pairBubble(turn, reply, side, does) {
  const chosen = turn.continued === side;
  const state = turn.continued === null ? '' : chosen ? ' chosen' : ' left';
  const box = make('section', { class: `bubble ${reply.status}${state}`, 'aria-label': reply.model },
    make('h2', { dir: 'auto' }, reply.model), ...replyParts(reply, true));
  if (turn === lastTurn() && !isWriting() && isUsable(reply) && !chosen) {
    box.append(make('button', { type: 'button', class: 'choose', onclick: () => does.choose(side) }, say('continue')));
  } else if (turn.continued !== null) {
    box.append(make('p', { class: 'meta' }, say(chosen ? 'continued' : 'not_continued')));
  }
  return box;
}

function replyParts(reply, pair) {
  const parts = [said(reply.text)];
  if (reply.status === 'writing') {
    parts.push(make('p', { class: 'waiting', hidden: reply.text !== '' }, say('thinking')));
  } else if (reply.status === 'failed') {
    parts.push(make('p', { class: 'error', dir: 'auto' }, tellError(reply.error)));
  } else {
    parts.push(...notes(reply, pair).map((note) => make('p', { class: 'meta' }, note)));
  }
  return parts;
}

function notes(reply, pair) {
  const notes = [];
  if (reply.status === 'stopped' || reply.status === 'cut_off') {
    notes.push(say(reply.status));
  } else if (reply.text === '') {
    notes.push(say('nothing_said'));
  }
  const facts = pair ? [] : [reply.model];
  if (reply.reply_tokens != null) {
    facts.push(say('meta.tokens', reply.reply_tokens));
  }
  if (reply.seconds != null) {
    facts.push(say('meta.seconds', reply.seconds.toFixed(reply.seconds < 10 ? 2 : 0)));
  }
  facts.push(say('meta.seed', reply.seed));
  if (reply.stop_reason === 'length') {
    facts.push(say('meta.length'));
  }
  if (reply.dropped_messages > 0) {
    facts.push(say('meta.dropped', reply.dropped_messages));
  }
  notes.push(facts.join(' · '));
  return notes;
}

/** Returns where the last turn's reply of a side is being written: its text, and what stands there before the first word. */
export function writingPlace(side) {
  const bubbles = log.lastElementChild.querySelectorAll('.bubble:has(.waiting)');
  const place = bubbles[bubbles.length === 1 ? 0 : side];
  const text = place.querySelector('.said');
  return { text: text.firstChild ?? text.appendChild(document.createTextNode('')), waiting: place.querySelector('.waiting') };
}

/** Tells those who hear the page what was said, once it is complete. */
export function announce() {
  const turn = lastTurn();
  const pair = turn.replies.length === 2;
  $('announce').textContent = turn.replies
    .map((reply) => say('said_by', pair ? reply.model : dialogue.character.name,
      reply.status === 'failed' ? tellError(reply.error) : reply.text || say('nothing_said')))
    .concat(pair && turn.continued === null ? [say('choose')] : [])
    .join('\n');
}
