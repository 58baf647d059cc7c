// How far the work is, how far people agree, and how even the design is.

import { byId, make, put, table } from './dom.js';
import { say } from './api.js';

function parts(caption, first, counts) {
  const columns = [{ title: first }, { title: say('done'), number: true }, { title: say('given'), number: true }, { title: say('progress') }];
  return table(caption, columns, Object.entries(counts).map(([name, part]) => [
    name, String(part.done), String(part.all), bar(part, name)]));
}

function bar(part, label) {
  return make('progress', { value: part.done, max: Math.max(1, part.all), 'aria-label': `${label}: ${part.done} / ${part.all}` });
}

export function showProgress(overview) {
  const { progress, leaks } = overview;
  const judged = say('progress.judged', { done: progress.judged, all: progress.items });
  put(byId('progress-body'),
    make('p', {}, say(`mode.${overview.mode}`, { kind: say(`kind.${overview.study.kind}`) })),
    progress.items === 0
      ? make('p', {}, say('progress.nothing'))
      : [make('p', {}, judged, bar({ done: progress.judged, all: progress.items }, judged)),
        make('p', { class: 'quiet' }, say('progress.dialogues', { n: progress.dialogues })),
        details('progress.models', parts(say('progress.models'), say('model'), progress.per_model)),
        details('progress.characters', parts(say('progress.characters'), say('character'), progress.per_character))],
    make('p', {}, say('leaks', { n: leaks.replies })),
    leaks.replies > 0 && make('p', { class: 'quiet', dir: 'auto' }, say('leaks.models', {
      list: Object.entries(leaks.by_model).map(([model, n]) => `${model} ${n}`).join(', ') })));
}

const open = new Set();

/** Keeps open what was opened when the figures change. */
function details(key, content) {
  const element = make('details', { open: open.has(key) }, make('summary', {}, say(key)), content);
  element.addEventListener('toggle', () => (element.open ? open.add(key) : open.delete(key)));
  return element;
}

const REASONS = { 'no unit was judged by two annotators': 'reason.once', 'all judgements are equal': 'reason.equal' };

function alpha(column) {
  if (column.alpha !== null) return column.alpha.toFixed(3);
  const key = REASONS[column.reason];
  return say('estimable.not', { reason: key ? say(key) : say('reason.other', { text: column.reason }) });
}

export function showAgreement(overview) {
  const columns = [{ title: say('field') }, { title: say('alpha'), number: true }, { title: say('units'), number: true }];
  put(byId('agreement-body'),
    make('p', { class: 'quiet' }, say('agreement.hint')),
    overview.agreement.length === 0
      ? make('p', {}, say('agreement.nothing'))
      : table(say('agreement'), columns, overview.agreement.map((column) => [
        say(`field.${column.field}`), alpha(column), String(column.units)])),
    make('h3', {}, say('design')),
    design(overview));
}

function range([least, most]) {
  return least === most ? String(least) : say('range', { least, most });
}

function across(spreads) {
  const all = Object.values(spreads).flat();
  return all.length === 0 ? '0' : range([Math.min(...all), Math.max(...all)]);
}

function design({ design: check, settings, mode }) {
  if (check.items === 0) return make('p', {}, say('design.nothing'));
  if (check.people === 0) return make('p', {}, say('people.nobody'));
  const few = Object.entries(check.items_with_fewer);
  return make('ul', {},
    make('li', {}, say('design.loads', { people: check.people, loads: range(check.loads) })),
    make('li', {}, say('design.models', { models: across(check.models), characters: across(check.characters) })),
    check.people > 1 && mode === 'recorded' && make('li', {}, say('design.shared', { shared: range(check.shared_by_two) })),
    mode === 'recorded' && check.per_item > 1 && check.groups > 1 && make('li', {}, say('design.groups', { n: check.groups })),
    few.length === 0
      ? make('li', {}, say('design.well'))
      : few.map(([found, n]) => make('li', {}, say('design.few', { n, found, wanted: check.per_item }))),
    few.length > 0 && check.people < check.per_item && make('li', {}, say('design.few.people')),
    few.length > 0 && settings.most_items !== '' && make('li', {}, say('design.few.most', { most: settings.most_items })));
}
