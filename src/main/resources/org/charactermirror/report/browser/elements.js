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

// What somebody said, in the language of the study, with the searched words marked.
function spoken(name, attributes, text, entry, searched) {
  const made = element(name, { ...attributes, lang: store.index.parts[entry.part].language, dir: 'auto' });
  const found = searched ? text.toLowerCase().split(searched) : [text];
  let at = 0;
  // Lower case may be longer than what it was made from: then nothing is marked rather than the wrong letters.
  const exact = text.toLowerCase().length === text.length;
  if (!exact || found.length === 1) {
    made.append(text);
    return made;
  }
  found.forEach((piece, i) => {
    made.append(text.slice(at, at + piece.length));
    at += piece.length;
    if (i < found.length - 1) made.append(element('mark', {}, text.slice(at, at + searched.length)));
    at += searched.length;
  });
  return made;
}

function title(entry) {
  return entry.name + ' · ' + entry.scenario + (entry.repetition > 1 ? ' #' + entry.repetition : '');
}

function address(entry, beside) {
  return '#' + encodeURIComponent(entry.id) + (beside ? '/beside/' + encodeURIComponent(beside.id) : '');
}
