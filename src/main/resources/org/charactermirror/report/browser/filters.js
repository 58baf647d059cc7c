// Which dialogues are listed: choices are looked up in the index, a text in what was said.

const filters = {
  form: null,
  // The values of a dialogue that a choice is compared with.
  values: {
    part: entry => [store.index.parts[entry.part].name],
    model: entry => entry.models,
    character: entry => [entry.character],
    category: entry => [entry.category],
    topic: entry => [entry.topic],
    scenario: entry => [entry.scenario],
    state: entry => [entry.state],
    stop: entry => entry.stops,
    flag: entry => entry.flags.length ? entry.flags.concat('any') : ['none'],
  },
};

function fillFilters(form) {
  filters.form = form;
  for (const name of Object.keys(filters.values)) {
    const select = form.elements[name];
    if (!select) continue;
    const found = new Map();
    for (const entry of store.index.dialogues) {
      for (const value of filters.values[name](entry)) found.set(value, caption(name, value, entry));
    }
    const values = [...found].sort(([a], [b]) => order(name, a) - order(name, b));
    values.forEach(([value, text]) => select.append(element('option', { value: '=' + value }, text)));
    select.closest('label').hidden = values.length < 2;
  }
}

// Flags are told apart by who gave them, so their names say it; the two general choices come first.
function caption(name, value, entry) {
  if (name === 'character') return entry.name + ' (' + value + ')';
  if (name === 'part') return value || store.index.parts[0].study;
  if (name !== 'flag') return word(value);
  if (value === 'any') return label('any_flag');
  if (value === 'none') return label('no_flag');
  const [origin, flag] = value.split(':');
  return word(flag) + ' (' + word(origin) + ')';
}

function order(name, value) {
  return name === 'flag' && (value === 'any' || value === 'none') ? -1 : 0;
}

function searchedText() {
  return filters.form.elements.text.value.trim().toLowerCase();
}

function chosen() {
  const choices = Object.keys(filters.values)
    .map(name => [filters.values[name], filters.form.elements[name]])
    .filter(([, select]) => select && select.value)
    .map(([values, select]) => [values, select.value.slice(1)]);
  return store.index.dialogues.filter(entry => choices.every(([values, wanted]) => values(entry).includes(wanted)));
}

function says(dialogue, text) {
  const has = part => part.toLowerCase().includes(text);
  return has(dialogue.greeting) || dialogue.rounds.some(
    round => has(round.user) || round.replies.some(reply => has(reply.text)));
}

// Gives the dialogues that fit, again and again while files are read; a newer search ends an older one.
let searches = 0;

async function search(show) {
  const mine = ++searches;
  const candidates = chosen();
  const text = searchedText();
  if (!text) {
    show(candidates, null);
    return;
  }
  const files = [...new Set(candidates.map(fileOf))];
  const found = [];
  for (const [read, file] of files.entries()) {
    if (!store.files[file]) show(found, { read, files: files.length });
    const dialogues = await load(file);
    if (mine !== searches) return;
    const first = store.index.firsts[file];
    found.push(...candidates.filter(entry => fileOf(entry) === file && says(dialogues[entry.number - first], text)));
  }
  show(found, null);
}
