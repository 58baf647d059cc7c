// Elements are made here and nowhere else: whatever people or models wrote becomes text, never markup.

const PROPERTIES = new Set(['checked', 'disabled', 'value', 'open', 'hidden', 'readOnly', 'indeterminate']);

/** Makes an element. Attributes that are null or false are left out; those that begin with "on" are listeners. */
export function make(name, attributes = {}, ...content) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (PROPERTIES.has(key)) element[key] = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  return fill(element, ...content);
}

/** Replaces what is in an element; lists in the content are taken apart, and null and false are left out. */
export function fill(element, ...content) {
  element.replaceChildren(...content.flat(4).filter((part) => part !== null && part !== undefined && part !== false));
  return element;
}

/** Makes a button. */
export function button(text, onclick, attributes = {}) {
  return make('button', { type: 'button', onclick, ...attributes }, text);
}

/** Makes a key's cap; readers hear of keys in the list of keys. */
export function cap(key) {
  return make('kbd', { 'aria-hidden': 'true' }, key);
}

/** Makes paragraphs of a text whose blank lines part them. */
export function paragraphs(text) {
  return String(text).split(/\n\s*\n/).map((part) => make('p', { dir: 'auto', class: 'prose' }, part.trim()));
}

let counter = 0;

/** Returns an id that no other element has. */
export function freshId(stem) {
  counter += 1;
  return `${stem}-${counter}`;
}

/** Returns a word that no other call has: the server counts a call that is sent twice once. */
export function requestId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Says something to those who hear the page. */
export function announce(text) {
  const announcer = document.getElementById('announcer');
  announcer.textContent = '';
  // Readers tell of a change, so the same sentence twice needs a moment between.
  setTimeout(() => { announcer.textContent = text; }, 50);
}

/** Shows a view: its heading gets the focus, so that whoever hears the page knows where they are. */
export function show(title, ...content) {
  const main = document.getElementById('main');
  fill(main, ...content);
  document.title = `${title} · CharacterMirror`;
  window.scrollTo(0, 0);
  const heading = main.querySelector('h1');
  if (heading) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
}

/** Opens a dialog, and gives the focus back when it closes. Returns it. */
export function openDialog(title, content, onclose) {
  const id = freshId('dialog');
  const before = document.activeElement;
  const dialog = make('dialog', { 'aria-labelledby': id }, make('h2', { id }, title), ...content);
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (onclose) onclose();
    if (before && before.isConnected) before.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
