// What comes before the first dialogue: consent, instructions, a few questions about them.

import { get, post } from './api.js';
import { announce, button, freshId, make, paragraphs, show } from './dom.js';
import { errorKeys } from './errors.js';
import { keysTable } from './keys.js';
import { pairKeys } from './pairs.js';
import { ratingKeys } from './rating.js';
import { say, tell } from './words.js';

const STEPS = ['consent', 'instructions', 'qualification'];

function frame(app, step, ...content) {
  const steps = app.me.settings && app.me.settings.qualification === false ? STEPS.slice(0, 2) : STEPS;
  show(say(`${step}.title`), make('section', { class: 'narrow' },
    make('p', { class: 'quiet step' }, say('step', { n: steps.indexOf(step) + 1, of: steps.length })),
    make('h1', {}, say(`${step}.title`)), ...content));
}

async function go(app, problem, path, body) {
  try {
    await post(path, body);
    await app.refresh();
  } catch (error) {
    problem.textContent = tell(error);
  }
}

/** Shows what is kept and asks whether the person agrees. */
export function showConsent(app) {
  const { text, sha256 } = app.me.consent;
  const problem = make('p', { class: 'error', role: 'alert' });
  const agree = make('input', { type: 'checkbox' });
  const on = button(say('consent.go'), () => {
    if (agree.checked) go(app, problem, 'consent', { sha256 });
    else problem.textContent = say('consent.missing');
  }, { class: 'primary' });
  frame(app, 'consent', make('div', { class: 'card' }, paragraphs(text)),
    make('label', { class: 'check' }, agree, make('span', {}, say('consent.agree'))), problem, on,
    make('p', { class: 'quiet' }, say('consent.not')));
}

/** Shows how to judge, and the keys. */
export async function showInstructions(app) {
  const { paragraphs: texts } = await get('instructions');
  const problem = make('p', { class: 'error', role: 'alert' });
  const keys = { rating: ratingKeys, pairwise: pairKeys }[app.me.study.kind] || errorKeys;
  frame(app, 'instructions',
    make('div', { class: 'card' }, texts.map((text) => paragraphs(text))),
    make('div', { class: 'for-keys' }, make('h2', {}, say('keys.title')),
      make('div', { class: 'card' }, keysTable(keys(app.me.rubric)))),
    problem, button(say('instructions.go'), () => go(app, problem, 'instructions', {}), { class: 'primary' }));
}

/** Asks a few questions about the instructions; what was wrong is explained, and can be tried again. */
export async function showQualification(app) {
  const { questions } = await get('qualification');
  const problem = make('p', { class: 'error', role: 'alert' });
  const blocks = questions.map((question, at) => questionBlock(question, at + 1));
  const form = make('form', {
    onsubmit: (event) => {
      event.preventDefault();
      check(app, blocks, problem);
    },
  }, blocks.map(({ block }) => block), problem, make('button', { class: 'primary' }, say('qualification.go')));
  frame(app, 'qualification', make('p', {}, say('qualification.text')), form);
}

function questionBlock({ id, text, options }, number) {
  const name = freshId('question');
  const noteId = freshId('note');
  const note = make('p', { class: 'error note', id: noteId, dir: 'auto' });
  const inputs = options.map(({ value, text: words }) => {
    const input = make('input', { type: 'radio', name, value, 'aria-describedby': noteId });
    return make('label', { class: 'check' }, input, make('span', { dir: 'auto' }, words));
  });
  const block = make('fieldset', {}, make('legend', { dir: 'auto' }, `${number}. ${text}`), inputs, note);
  const chosen = () => block.querySelector('input:checked');
  return { id, block, note, chosen };
}

async function check(app, blocks, problem) {
  problem.textContent = '';
  const open = blocks.find(({ chosen }) => !chosen());
  if (open) {
    problem.textContent = say('qualification.missing');
    open.block.querySelector('input').focus();
    return;
  }
  try {
    const answers = Object.fromEntries(blocks.map(({ id, chosen }) => [id, chosen().value]));
    const { passed, wrong } = await post('qualification', { answers });
    if (passed) {
      announce(say('qualification.passed'));
      await app.refresh();
    } else {
      explain(blocks, wrong, problem);
    }
  } catch (error) {
    problem.textContent = tell(error);
  }
}

function explain(blocks, wrong, problem) {
  const explanations = new Map(wrong.map(({ id, explanation }) => [id, explanation]));
  blocks.forEach(({ id, block, note }) => {
    note.textContent = explanations.get(id) || '';
    block.classList.toggle('wrong', explanations.has(id));
  });
  problem.textContent = say('qualification.wrong', { n: wrong.length });
  const first = blocks.find(({ id }) => explanations.has(id));
  if (first) first.block.querySelector('input:checked, input').focus();
}
