// Elements are made here: whatever people wrote becomes text, never markup.

const PROPERTIES = new Set(['checked', 'disabled', 'value', 'open', 'hidden', 'readOnly']);

/** Makes an element. Attributes that are null or false are left out; those that begin with "on" are listeners. */
export function make(name, attributes = {}, ...content) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (PROPERTIES.has(key)) element[key] = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...content.flat(3).filter((part) => part !== null && part !== undefined && part !== false));
  return element;
}

export function byId(id) {
  return document.getElementById(id);
}

const shown = new WeakMap();

/** Replaces what an element holds, but only where it would differ: what has the focus or was opened stays. */
export function put(element, ...content) {
  const fresh = make('div', {}, ...content);
  const now = fresh.innerHTML.replaceAll(' open=""', '');
  if (shown.get(element) === now) return;
  shown.set(element, now);
  const focused = [...element.querySelectorAll('summary')].indexOf(document.activeElement);
  element.replaceChildren(...fresh.childNodes);
  if (focused >= 0) element.querySelectorAll('summary')[focused]?.focus();
}

/** Changes a text only where it differs. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Says something to those who hear the page. */
export function announce(text) {
  const announcer = byId('announcer');
  announcer.textContent = '';
  // Readers tell of a change, so the same sentence twice needs a moment between.
  setTimeout(() => { announcer.textContent = text; }, 50);
}

/** Makes a table whose rows are cards on a narrow page. Columns: {title, number, bare: a card has no label for it}. */
export function table(caption, columns, rows) {
  return make('table', { class: 'cards', role: 'table' },
    make('caption', { class: 'for-readers' }, caption),
    make('thead', { role: 'rowgroup' }, make('tr', { role: 'row' },
      columns.map((column) => make('th', { scope: 'col', role: 'columnheader', class: column.number ? 'number' : null }, column.title)))),
    make('tbody', { role: 'rowgroup' }, rows.map((cells) => row(columns, cells))));
}

/** Makes a row of such a table; the first cell is its header. */
export function row(columns, cells) {
  return make('tr', { role: 'row' }, cells.map((cell, place) => (place === 0
    ? make('th', { scope: 'row', role: 'rowheader', dir: 'auto' }, cell)
    : make('td', { role: 'cell', dir: 'auto', 'data-label': columns[place].bare ? null : columns[place].title, class: columns[place].number ? 'number' : null }, cell))));
}

/** Asks in a dialog; resolves with what the form holds, or null. The focus goes back to where it was. */
export function ask(question, doIt, cancel, { danger = false, fields = [] } = {}) {
  return new Promise((resolve) => {
    const before = document.activeElement;
    const form = make('form', { method: 'dialog' },
      make('p', { id: 'question' }, question), fields,
      make('div', { class: 'row' },
        make('button', { value: 'no', formnovalidate: true }, cancel),
        make('button', { value: 'yes', class: danger ? 'danger' : 'primary' }, doIt)));
    const dialog = make('dialog', { 'aria-labelledby': 'question' }, form);
    dialog.addEventListener('close', () => {
      const answer = dialog.returnValue === 'yes' ? Object.fromEntries(new FormData(form)) : null;
      dialog.remove();
      if (before && before.isConnected) before.focus();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
