// The rating study: a dialogue, read or talked, and seven scores for it with what each point means.

import { deskOf, goOn } from './desk.js';
import { attention, commentField, coverNote, greeting, heading, profile, reply, title, userLine } from './dialogue.js';
import { announce, button, cap, fill, freshId, make, show } from './dom.js';
import { bindKeys } from './keys.js';
import { composer, place, rounds, showEnd } from './talk.js';
import { say, tell } from './words.js';

const NONE = 'none';
const POINTS = ['1', '2', '3', '4', '5'];

/** What keys do in this study. */
export function ratingKeys() {
  return [
    { keys: POINTS, does: 'keys.score' },
    { keys: ['0'], does: 'keys.none' },
    { keys: ['j', 'k'], does: 'keys.dimension' },
    { keys: ['m'], does: 'keys.comment' },
    { keys: ['u', 'Ctrl+Z'], does: 'keys.undo' },
    { keys: ['Enter'], does: 'keys.hand_in' },
    { keys: ['?'], does: 'keys.help' },
  ];
}

/** Shows an item of the rating study. */
export function showRating(app, item) {
  const desk = deskOf(app, item);
  desk.look(0);
  const reading = make('div', { class: 'reading' });
  const side = make('section', { class: 'judging', 'aria-label': say('scores') });
  show(title(item), make('div', { class: 'desk' }, make('div', { class: 'left', tabindex: '0', role: 'region', 'aria-label': say('dialogue') }, heading(item), profile(item), reading), side));
  if (item.live && !item.finished_talking) talk(app, desk, reading, side);
  else score(desk, reading, side);
}

function lines(item) {
  return [greeting(item), item.turns.flatMap((turn) => [userLine(item, turn.user), reply(item, turn.reply)]), coverNote(item)];
}

function talk(app, desk, reading, side) {
  const { item } = desk;
  const log = make('div', { class: 'dialogue', role: 'log', 'aria-label': say('dialogue') });
  const count = make('div', {});
  const draw = (waiting) => {
    fill(log, lines(item), waiting === null ? null : userLine(item, waiting));
    fill(count, rounds(item));
    if (item.turns.length > 0) showEnd(log);
  };
  const form = composer(app, item, ({ turn }) => {
    place(item, turn);
    if (item.finished_talking) {
      announce(say('talk.finished', { n: item.turns.length, of: item.rounds }));
      score(desk, reading, side);
      side.querySelector('h2').focus();
    } else {
      draw(null);
      form.write();
    }
  }, draw);
  fill(reading, log, count, form);
  fill(side, make('div', { class: 'card' }, make('h2', {}, say('talk.title')), make('p', {}, say('talk.rating'))));
  bindKeys([]);
  draw(null);
  form.resume();
}

function score(desk, reading, side) {
  const { app, item } = desk;
  const { dimensions } = app.me.rubric;
  fill(reading, make('div', { class: 'dialogue' }, lines(item)),
    make('p', { class: 'only-small' }, button(say('scores.go'), () => side.querySelector('h2').focus())));
  const standing = item.submitted || item.done ? make('p', { class: 'notice' }, say('submitted')) : null;
  const blocks = dimensions.map((dimension) => block(desk, dimension));
  const problem = make('p', { class: 'error', role: 'alert' });
  const comment = commentField(say('comment'), item.answers.comment, (value) => desk.answer(0, 'comment', value));
  const handIn = () => submit(desk, blocks, comment.querySelector('textarea'), problem);
  fill(side, make('h2', { tabindex: '-1' }, say('scores')),
    standing,
    attention(item), blocks.map(({ element }) => element), comment, problem,
    make('div', { class: 'row end' }, button(say('undo'), () => undo(desk, blocks, comment), {}),
      button(say('hand_in'), handIn, { class: 'primary' })));
  keys(desk, blocks, comment, handIn);
}

function block(desk, { word, name, question, anchors }) {
  const { item } = desk;
  const group = freshId(word);
  const choose = (value) => { desk.answer(0, word, value); draw(); };
  const options = [...POINTS, NONE].map((value) => {
    const input = make('input', { type: 'radio', name: group, value, checked: item.answers[word] === value,
      onchange: () => choose(value) });
    const text = value === NONE ? say('score.none') : anchors[Number(value) - 1];
    return make('label', { class: 'anchor' }, input, cap(value === NONE ? '0' : value),
      value === NONE ? null : make('span', { class: 'for-readers' }, `${value}: `), make('span', { class: 'point', dir: 'auto' }, text));
  });
  const element = make('fieldset', { class: 'dimension' }, make('legend', {}, name),
    make('p', { class: 'question', dir: 'auto' }, question), options);
  const inputs = [...element.querySelectorAll('input')];
  const draw = () => {
    inputs.forEach((input) => { input.checked = desk.item.answers[word] === input.value; });
    if (desk.item.answers[word] !== undefined) element.classList.remove('wrong');
  };
  return {
    word, element, draw,
    choose,
    isOpen: () => desk.item.answers[word] === undefined,
    focus() {
      const target = inputs.find((input) => input.checked) || inputs[0];
      target.focus({ preventScroll: true });
      element.scrollIntoView({ block: 'nearest' });
    },
  };
}

function keys(desk, blocks, comment, handIn) {
  const at = () => blocks.findIndex(({ element }) => element.contains(document.activeElement));
  const move = (step) => blocks[Math.min(blocks.length - 1, Math.max(0, at() < 0 ? (step > 0 ? 0 : blocks.length - 1) : at() + step))].focus();
  const choose = (value) => {
    const firstOpen = blocks.findIndex((each) => each.isOpen());
    const here = at() >= 0 ? at() : Math.max(0, firstOpen);
    blocks[here].choose(value);
    const next = blocks.findIndex((each, index) => index > here && each.isOpen());
    blocks[next >= 0 ? next : here].focus();
  };
  const does = {
    'keys.score': choose,
    'keys.none': () => choose(NONE),
    'keys.dimension': (key) => move(key === 'j' ? 1 : -1),
    'keys.comment': () => comment.querySelector('textarea').focus(),
    'keys.undo': () => undo(desk, blocks, comment),
    'keys.hand_in': handIn,
  };
  bindKeys(ratingKeys().filter((key) => does[key.does]).map((key) => ({ ...key, run: does[key.does] })));
}

async function undo(desk, blocks, comment) {
  const taken = await desk.undo();
  if (!taken) return;
  blocks.forEach((each) => each.draw());
  const block = blocks.find(({ word }) => word === taken.field);
  if (block) block.focus();
  else comment.querySelector('textarea').show(desk.item.answers.comment || '');
}

async function submit(desk, blocks, comment, problem) {
  const open = blocks.filter((each) => each.isOpen());
  problem.textContent = '';
  if (open.length > 0) {
    blocks.forEach((each) => each.element.classList.toggle('wrong', each.isOpen()));
    problem.textContent = say('scores.missing', { n: open.length });
    open[0].focus();
    return;
  }
  comment.keepNow();
  try {
    const { next } = await desk.submit(0);
    await goOn(desk.app, next);
  } catch (error) {
    problem.textContent = tell(error);
  }
}
