// The list of the dialogues found, a hundred at a time.

const PAGE = 100;
const list = { found: [], shown: 0, open: null };

function listed(entry) {
  const facts = [word(entry.topic), entry.models.join(' · ')];
  const marks = [];
  if (entry.flagged) marks.push(element('span', { class: 'mark' }, counted('flagged', entry.flagged)));
  if (entry.state !== 'done') marks.push(element('span', { class: 'mark bad' }, word(entry.state)));
  return element('li', {}, element('a', { href: address(entry), 'data-id': entry.id },
    spoken('span', { class: 'name' }, title(entry), entry),
    element('span', { class: 'about' }, facts.join(' · '), ' ', marks)));
}

function showMore(box) {
  const next = list.found.slice(list.shown, list.shown + PAGE);
  box.querySelector('ol').append(...next.map(listed));
  list.shown += next.length;
  const more = box.querySelector('.more');
  const left = list.found.length - list.shown;
  more.hidden = left === 0;
  more.textContent = label('more', number(Math.min(PAGE, left)));
  markOpen(box);
}

function showFound(box, status, found, reading) {
  list.found = found;
  list.shown = 0;
  box.querySelector('ol').replaceChildren();
  box.scrollTop = 0;
  showMore(box);
  const all = number(store.index.dialogues.length);
  status.textContent = reading
    ? label('searching', number(found.length), all, number(reading.read + 1), number(reading.files))
    : found.length ? label('found', number(found.length), all) : label('nothing');
}

function markOpen(box) {
  for (const link of box.querySelectorAll('a')) {
    if (list.open && link.dataset.id === list.open.id) {
      link.setAttribute('aria-current', 'true');
      reveal(box, link);
    } else {
      link.removeAttribute('aria-current');
    }
  }
}

// Scrolls the list, and never the page.
function reveal(box, link) {
  const [outer, inner] = [box.getBoundingClientRect(), link.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) box.scrollTop += inner.top - outer.top - outer.height / 3;
}

// The dialogue before or after the open one, among those found.
function neighbour(step) {
  const at = list.open ? list.found.indexOf(list.open) : -1;
  return at < 0 ? (step > 0 ? list.found[0] : undefined) : list.found[at + step];
}
