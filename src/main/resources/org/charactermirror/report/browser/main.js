// What happens when: the address says which dialogue is open, so that a link to it can be kept and sent.

function start() {
  const browser = document.getElementById('browser');
  const parts = {
    browser,
    form: document.getElementById('filters'),
    status: document.getElementById('found'),
    box: document.getElementById('list'),
    dialogue: document.getElementById('dialogue'),
  };
  browser.hidden = false;
  fillFilters(parts.form);
  const again = () => search((found, reading) => showFound(parts.box, parts.status, found, reading))
    .catch(error => { parts.status.textContent = error.message; });
  listen(parts, again);
  again();
  open(parts, false);
}

function listen(parts, again) {
  let typing;
  parts.form.addEventListener('submit', event => event.preventDefault());
  parts.form.addEventListener('change', again);
  parts.form.addEventListener('reset', () => setTimeout(again));
  parts.form.elements.text.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(again, 250);
  });
  parts.box.querySelector('.more').addEventListener('click', () => {
    const next = list.shown;
    showMore(parts.box);
    parts.box.querySelectorAll('a')[next].focus();
  });
  window.addEventListener('hashchange', () => open(parts, true));
  parts.browser.addEventListener('keydown', event => pressed(event, parts));
}

function addressed() {
  const [id, beside] = location.hash.slice(1).split('/beside/').map(text => {
    try {
      return decodeURIComponent(text);
    } catch (malformed) {
      return '';
    }
  });
  const entry = byId(id);
  return entry ? [entry, beside ? byId(beside) : undefined].filter(Boolean) : [];
}

// Opens what the address names; other addresses are places in the report and close the dialogue.
async function open(parts, moved) {
  const entries = addressed();
  list.open = entries[0] || null;
  parts.browser.classList.toggle('open', entries.length > 0);
  markOpen(parts.box);
  if (!entries.length) {
    parts.dialogue.replaceChildren(element('p', { class: 'about' }, label('choose')));
    return;
  }
  parts.dialogue.replaceChildren(element('p', { class: 'about' }, label('loading')));
  try {
    const shown = await Promise.all(entries.map(async entry => ({ entry, dialogue: await said(entry) })));
    if (list.open !== entries[0]) return;
    showDialogue(parts.dialogue, shown);
    document.getElementById('dialogue-title').focus({ preventScroll: true });
    parts.dialogue.scrollIntoView({ block: 'start' });
  } catch (error) {
    parts.dialogue.replaceChildren(element('p', { class: 'notice' }, error.message));
  }
}

// Single letters do something only while the focus is in this part, and never while somebody writes.
function pressed(event, parts) {
  const writing = ['INPUT', 'SELECT', 'TEXTAREA'].includes(event.target.tagName);
  if (event.ctrlKey || event.metaKey || event.altKey || (writing && event.key !== 'Escape')) return;
  if (event.key === '/') {
    event.preventDefault();
    parts.form.elements.text.focus();
  } else if (event.key === 'j' || event.key === 'k') {
    const other = neighbour(event.key === 'j' ? 1 : -1);
    if (other) location.hash = address(other);
  } else if (event.key === 'n' || event.key === 'p') {
    nextFlag(parts.dialogue, event.key === 'n' ? 1 : -1);
  } else if (event.key === 'Escape') {
    backToList(parts);
  }
}

function backToList(parts) {
  const id = list.open && list.open.id;
  location.hash = '#transcripts';
  const links = [...parts.box.querySelectorAll('a')];
  (links.find(link => link.dataset.id === id) || parts.box).focus();
}
