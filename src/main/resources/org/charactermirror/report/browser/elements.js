// Labels and elements. Texts become text nodes only: nothing that a model or a person wrote is ever read as HTML.

function label(key, ...values) {
  const text = store.index.labels[key];
  if (text === undefined) throw new Error('no label ' + key);
  return text.replace(/\{(\d)\}/g, (whole, place) => values[place]);
}

function counted(key, count) {
  return label(key + (count === 1 ? '.one' : '.many'), number(count));
}

function number(value) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

function word(text) {
  return Object.hasOwn(store.index.words, text) ? store.index.words[text] : text;
}

// Makes an element: attributes as an object, then children, of which texts and nothing at all are fine too.
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.flat().filter(child => child !== null && child !== undefined));
  return made;
}

// What somebody said, in the language of the study, with the searched words marked, and what annotators quote as evidence.
function spoken(name, attributes, text, entry, searched, quoted) {
  const made = element(name, { ...attributes, lang: store.index.parts[entry.part].language, dir: 'auto' });
  const lower = text.toLowerCase();
  // Lower case may be longer than what it was made from: then nothing searched is marked rather than the wrong letters.
  const marks = lower.length === text.length ? places(lower, searched, 'found') : [];
  for (const quote of quoted || []) marks.push(...places(text, quote.trim(), 'quoted'));
  marks.sort((one, other) => one.from - other.from);
  let at = 0;
  for (const { from, to, kind } of marks) {
    if (from >= at) {
      made.append(text.slice(at, from), element('mark', { class: kind }, text.slice(from, to)));
      at = to;
    }
  }
  made.append(text.slice(at));
  return made;
}

function places(text, part, kind) {
  const found = [];
  if (!part) return found;
  for (let from = text.indexOf(part); from >= 0; from = text.indexOf(part, from + part.length)) {
    found.push({ from, to: from + part.length, kind });
  }
  return found;
}

function title(entry) {
  return entry.name + ' · ' + entry.scenario + (entry.repetition > 1 ? ' #' + entry.repetition : '');
}

function address(entry, beside) {
  return '#' + encodeURIComponent(entry.id) + (beside ? '/beside/' + encodeURIComponent(beside.id) : '');
}
