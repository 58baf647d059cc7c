// A dialogue to read. Names, profiles and replies are isolated from the text around them: nothing in them turns it around.

import { button, fill, freshId, make } from './dom.js';
import { say } from './words.js';

const MOST_SHOWN = 1_600;

/**
 * Shows what somebody said; of what is very long, the beginning first.
 *
 * @return the element, and mark(spans), which shows where spans stand in it
 */
export function said(text, attributes = {}) {
  const block = make('div', { class: 'said', dir: 'auto', ...attributes });
  const whole = make('div', {}, block);
  let shown = text;
  let spans = [];
  const draw = () => fill(block, marked(shown, spans));
  if (text.length > MOST_SHOWN * 1.25) {
    // The style shows that there is more: what is selected is the reply's.
    shown = beginning(text, MOST_SHOWN);
    block.classList.add('cut');
    const more = button(say('said.more', { n: text.length.toLocaleString(document.documentElement.lang) }), () => {
      shown = text;
      more.remove();
      block.classList.replace('cut', 'long');
      Object.entries({ tabindex: '0', role: 'region', 'aria-label': say('said.long') })
        .forEach(([key, value]) => block.setAttribute(key, value));
      draw();
      block.focus();
    }, { class: 'plain more' });
    whole.append(more);
  }
  draw();
  return { element: whole, block, mark: (found) => { spans = found; draw(); } };
}

/** Returns the beginning of a text; no character is cut in two. */
export function beginning(text, length) {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? length - 1 : length);
}

function marked(text, spans) {
  const places = spans.map((span) => [text.indexOf(span), span.length]).filter(([at, length]) => at >= 0 && length > 0);
  const edges = [...new Set(places.flatMap(([at, length]) => [at, at + length]).concat(0, text.length))].sort((a, b) => a - b);
  return edges.slice(0, -1).map((from, index) => {
    const part = text.slice(from, edges[index + 1]);
    return places.some(([at, length]) => at <= from && from < at + length) ? make('mark', {}, part) : part;
  });
}

/** Shows one line of a dialogue: whose it is, and what was said. */
export function line(who, kind, content) {
  return make('div', { class: `line ${kind}` }, make('bdi', { class: 'who' }, who), content);
}

/** Shows a reply; a model that gave none is said to have given none. */
export function reply(item, text) {
  return line(item.character.name, 'reply', text === null || text === ''
    ? make('p', { class: 'quiet' }, say('reply.none')) : said(text).element);
}

/** Shows what the user said. */
export function userLine(item, text) {
  return line(item.user_name || say('user'), 'user', said(text).element);
}

/** Shows the greeting, if the character has one. */
export function greeting(item) {
  return item.greeting ? reply(item, item.greeting) : null;
}

/** Shows who the character is; folded up where the screen is small. */
export function profile(item) {
  const open = matchMedia('(min-width: 62rem)').matches;
  return make('details', { class: 'profile', open },
    make('summary', {}, say('profile.title')),
    make('p', {}, make('strong', {}, make('bdi', {}, item.character.name))),
    item.character.profile ? said(item.character.profile).element : null,
    item.situation ? [make('h2', {}, say('situation')), said(item.situation).element] : null);
}

/** Shows the heading of an item. */
export function heading(item) {
  return make('h1', {}, say('item.title', { n: item.number, of: item.of }), ' ', make('bdi', { class: 'quiet' }, item.character.name));
}

/** Returns the title of an item for the window. */
export function title(item) {
  return say('item.title', { n: item.number, of: item.of });
}

/** Says what covered words are, where there are some. */
export function coverNote(item) {
  const masked = item.turns.some((turn) => turn.masked) || (item.waiting && item.waiting.masked);
  return masked ? make('p', { class: 'quiet small' }, say('masked')) : null;
}

/** Shows an instruction that stands in this item alone. */
export function attention(item) {
  return item.attention
    ? make('p', { class: 'notice', dir: 'auto' }, make('strong', {}, say('attention')), ' ', item.attention.instruction) : null;
}

/** Makes a labelled field for a comment, kept a moment after the last letter. */
export function commentField(label, value, save) {
  const id = freshId('comment');
  let timer = null;
  let last = value || '';
  const keep = () => {
    clearTimeout(timer);
    if (area.value !== last) {
      last = area.value;
      save(last.trim() === '' ? null : last);
    }
  };
  const area = make('textarea', {
    id, value: last, maxlength: '5000', dir: 'auto', rows: '2', onblur: keep, onchange: keep,
    oninput: () => { clearTimeout(timer); timer = setTimeout(keep, 700); },
  });
  area.keepNow = keep;
  /** Shows what holds, which is nothing to be kept. */
  area.show = (text) => {
    clearTimeout(timer);
    last = text;
    area.value = text;
  };
  return make('div', { class: 'comment' }, make('label', { for: id }, label), area);
}
