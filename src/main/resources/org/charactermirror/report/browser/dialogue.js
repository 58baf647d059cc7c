// One dialogue, or two beside each other. Two models on one context and two dialogues of two models look alike: every
// column is one model's replies.

function columnsOf(entry, dialogue) {
  return entry.models.map((model, side) => ({ entry, dialogue, model, side }));
}

function showDialogue(box, shown) {
  const columns = shown.flatMap(({ entry, dialogue }) => columnsOf(entry, dialogue));
  const entry = shown[0].entry;
  const rounds = Math.max(...columns.map(column => column.dialogue.rounds.length));
  const searched = searchedText();
  box.replaceChildren(
    heading(shown),
    tools(entry, shown[1] && shown[1].entry),
    ...shown.map(state).filter(Boolean),
    ...shown.map(ratings).filter(Boolean),
    ...shown.map(one => preferences(one.dialogue.preferences)).filter(Boolean),
    greeting(columns[0], searched),
    ...Array.from({ length: rounds }, (unused, i) => round(columns, i, searched)));
  box.querySelector('.flag-next').hidden = !box.querySelector('.reply.flagged');
}

function heading(shown) {
  const { entry } = shown[0];
  const about = [...shown.map(one => one.entry.id), word(entry.category), word(entry.topic)];
  return element('header', {},
    spoken('h3', { tabindex: '-1', id: 'dialogue-title' }, title(entry), entry),
    element('p', { class: 'about' }, about.join(' · ')));
}

function tools(entry, beside) {
  const step = (key, by) => {
    const other = neighbour(by);
    return other ? element('a', { href: address(other), class: 'step' }, label(key)) : null;
  };
  return element('div', { class: 'tools' },
    element('a', { href: '#transcripts', class: 'back' }, label('back')),
    step('previous', -1),
    step('next', 1),
    flagButton(),
    besideChoice(entry, beside),
    element('a', { href: address(entry, beside), class: 'link' }, label('link')));
}

function flagButton() {
  const button = element('button', { type: 'button', class: 'flag-next', hidden: true }, label('next_flag'));
  button.addEventListener('click', () => nextFlag(button.closest('.dialogue'), 1));
  return button;
}

// Moves the focus to the next or the previous reply with an error, and round to the first or the last one.
function nextFlag(box, by) {
  const all = [...box.querySelectorAll('.reply.flagged')];
  if (!all.length) return;
  const at = all.findIndex(one => one.contains(document.activeElement));
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'center' });
}

function besideChoice(entry, beside) {
  const others = store.index.dialogues.filter(other => other !== entry && other.character === entry.character
    && other.scenario === entry.scenario);
  if (!others.length) return null;
  const select = element('select', {},
    element('option', { value: '' }, label('beside.none')),
    others.map(other => element('option', { value: other.number, selected: other === beside },
      other.models.join(' · ') + ' (' + other.id + ')')));
  select.addEventListener('change', () => {
    location.hash = address(entry, select.value === '' ? null : store.index.dialogues[Number(select.value)]);
  });
  return element('label', { class: 'beside' }, label('beside'), select);
}

function state({ entry, dialogue }) {
  if (entry.state === 'failed') return element('p', { class: 'notice' }, label('failed', dialogue.reason));
  return entry.state === 'done' ? null
    : element('p', { class: 'notice' }, label('missing', entry.played, entry.rounds));
}

function ratings({ entry, dialogue }) {
  if (!dialogue.ratings.length) {
    return entry.models.length > 1 ? null : element('p', { class: 'about' }, entry.models[0] + ': ' + label('unrated'));
  }
  const dimensions = ['overall', 'consistency', 'human_likeness', 'engagement', 'quality', 'safety', 'correctness'];
  const row = rating => element('tr', {},
    element('th', { scope: 'row' }, by(rating)),
    dimensions.map(dimension => element('td', {}, rating.scores[dimension] || '–')),
    element('td', { class: 'comment' }, rating.comment || ''));
  const head = dimensions.map(word).concat(label('comment'));
  const caption = label('ratings') + (entry.models.length > 1 ? '' : ' · ' + entry.models[0]);
  return element('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': caption },
    element('table', {},
      element('caption', {}, element('span', { class: 'caption' }, caption)),
      element('thead', {}, element('tr', {}, [''].concat(head).map(
        text => text ? element('th', { scope: 'col' }, text) : element('td', {})))),
      element('tbody', {}, dialogue.ratings.map(row))));
}

function by(judgement) {
  return judgement.annotator + ' (' + word(judgement.origin) + ')';
}

function preferences(choices) {
  if (!choices.length) return null;
  const outcome = choice => choice.preferred ? label('preferred', choice.preferred)
    : label(choice.outcome === 'both_bad' ? 'both_bad' : 'tied');
  return element('div', { class: 'preferences' }, element('p', {}, label('preferences')),
    element('ul', {}, choices.map(choice => element('li', {}, element('b', {}, outcome(choice)), ' ', by(choice),
      choice.reason ? ' ' + choice.reason : null))));
}

function greeting(column, searched) {
  if (!column.dialogue.greeting) return null;
  return element('div', { class: 'round' }, element('p', { class: 'number' }, label('greeting')),
    element('div', { class: 'replies' }, element('div', { class: 'reply' },
      spoken('p', { class: 'said' }, column.dialogue.greeting, column.entry, searched))));
}

function round(columns, i, searched) {
  const rounds = columns.map(column => column.dialogue.rounds[i]);
  const users = [...new Set(rounds.filter(Boolean).map(one => one.user))];
  const heading = element('h4', { class: 'number' }, label('turn', i + 1));
  // Scripts with branches may ask two models different things.
  const asked = (one, column) => [source(one), spoken('p', { class: 'user' }, one.user, column.entry, searched)];
  const first = rounds.findIndex(Boolean);
  return element('section', { class: 'round' }, heading,
    users.length === 1 ? asked(rounds[first], columns[first]) : null,
    element('div', { class: 'replies', 'data-columns': columns.length },
      columns.map((column, place) => element('div', replyAttributes(rounds[place], column),
        columns.length > 1 ? element('p', { class: 'model' }, column.model, continued(rounds[place], column)) : null,
        rounds[place] && users.length > 1 ? asked(rounds[place], column) : null,
        rounds[place] ? reply(rounds[place].replies[column.side], column.entry, searched) : '–'))),
    [...new Set(rounds.filter(Boolean))].map(one => preferences(one.preferences)));
}

// Who wrote the user's message, where it is not simply a script's.
function source(one) {
  if (!one.source) return null;
  const aim = one.dimension ? ': ' + word(one.dimension) : '';
  return element('p', { class: 'source' }, element('span', { class: 'mark' }, word(one.source) + aim));
}

function continued(one, column) {
  return one && column.entry.models.length > 1 && one.continued === column.side
    ? element('span', { class: 'mark' }, label('continued')) : null;
}

// A reply with an error can be gone to: it is marked, and takes the focus.
function replyAttributes(one, column) {
  const flagged = one && one.replies[column.side].judged.some(row => row.flags.some(flag => flag !== 'proactivity'));
  return flagged ? { class: 'reply flagged', tabindex: '-1' } : { class: 'reply' };
}

function reply(one, entry, searched) {
  const notes = [];
  if (one.stop === 'length') notes.push(label('cut_off'));
  if (one.dropped) notes.push(label('dropped', one.dropped));
  const empty = one.text.trim() === '';
  return [
    empty ? element('p', { class: 'notice' }, label('empty')) : spoken('p', { class: 'said' }, one.text, entry, searched,
      one.judged.map(row => row.evidence).filter(Boolean)),
    notes.length ? element('p', { class: 'about' }, notes.join(' · ')) : null,
    judgements(one.judged),
  ];
}

function judgements(judged) {
  if (!judged.length) return null;
  return element('ul', { class: 'flags', 'aria-label': label('flags') }, judged.map(row => element('li', {},
    row.flags.length ? row.flags.map(flag => element('span', { class: flag === 'proactivity' ? 'flag good' : 'flag' }, word(flag)))
      : null,
    element('span', { class: 'about' },
      row.flags.length ? by(row) : label('flag.none', row.annotator, word(row.origin)),
      row.evidence ? ' · ' + label('evidence') + ': ' + row.evidence : null,
      row.comment ? ' · ' + label('comment') + ': ' + row.comment : null))));
}
