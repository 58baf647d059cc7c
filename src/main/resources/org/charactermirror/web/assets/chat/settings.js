// Which models answer, and how.
import { post } from './api.js';
import { dialogue, keep } from './dialogue.js';
import { $, make } from './dom.js';
import { languageName, say, tellError } from './words.js';

const NUMBERS = {
  temperature: { least: 0, most: 10, step: 0.05 },
  top_p: { above: 0, most: 1, step: 0.05 },
  repetition_penalty: { above: 0, most: 10, step: 0.05 },
  num_beams: { least: 1, whole: true },
  max_new_tokens: { least: 1, whole: true },
  max_length: { least: 0, whole: true },
  seed: { least: 0, whole: true },
};

let site = null;
const opened = new Map();

/** Fills the controls; the dialogue keeps what was chosen. */
export function prepareSettings(answered) {
  site = answered;
  for (const [key, bound] of Object.entries(NUMBERS)) {
    bound.most ??= site.bounds[key];
    const input = $(key);
    input.step = 'any';
    input.max = bound.most;
    input.min = bound.least ?? 0;
    input.addEventListener('input', () => changed(key));
  }
  const ids = site.models.map(({ id }) => id);
  for (const select of [$('model'), $('second')]) {
    select.replaceChildren(...ids.map((id) => make('option', { value: id }, id)));
    select.addEventListener('change', modelsChanged);
  }
  $('pair').disabled = ids.length < 2;
  if (ids.length < 2) {
    document.querySelector('.check p').textContent = say('pair.one');
  }
  $('pair').addEventListener('change', modelsChanged);
  $('usual').addEventListener('click', () => {
    dialogue.settings = { ...site.settings };
    showSettings();
    keep();
  });
  // A dialogue from before the server was started again may have had models that are gone.
  if (dialogue.models.length === 0 || dialogue.models.some((id) => !ids.includes(id))) {
    dialogue.models = ids.slice(0, 2);
    dialogue.pair = false;
  }
  dialogue.settings ??= { ...site.settings };
  showSettings();
  $('model').value = dialogue.models[0];
  $('second').value = dialogue.models[1] ?? dialogue.models[0];
  $('pair').checked = dialogue.pair;
  modelsChanged();
}

function showSettings() {
  for (const key of Object.keys(site.settings)) {
    $(key).value = dialogue.settings[key];
  }
  $('seed').value = dialogue.seed;
  Object.keys(NUMBERS).forEach(showProblem);
  showBeams();
}

function problem(key) {
  const { least, above, most, whole } = NUMBERS[key];
  const text = $(key).value;
  const value = Number(text);
  const good = text !== '' && Number.isFinite(value) && (above === undefined ? value >= least : value > above)
    && value <= most && (!whole || Number.isSafeInteger(value));
  if (good) {
    return null;
  }
  return say('bad_value', above === undefined
    ? say(whole ? 'bad_value.whole' : 'bad_value.range', least, most)
    : say('bad_value.above', above, most));
}

function showProblem(key) {
  const told = problem(key);
  $(`${key}-error`).hidden = !told;
  $(`${key}-error`).textContent = told ?? '';
  $(key).toggleAttribute('aria-invalid', false);
  if (told) {
    $(key).setAttribute('aria-invalid', 'true');
  }
}

function changed(key) {
  showProblem(key);
  if (problem(key) === null) {
    if (key === 'seed') {
      dialogue.seed = Number($(key).value);
    } else {
      dialogue.settings[key] = Number($(key).value);
    }
    keep();
  }
  showBeams();
}

/** Several beams draw nothing: the temperature is 0 as long as there are several, and what was chosen comes back. */
function showBeams() {
  const several = dialogue.settings.num_beams > 1;
  $('beams-rule').hidden = !several;
  $('temperature').disabled = several;
  $('temperature').value = several ? 0 : dialogue.settings.temperature;
  if (several) {
    showProblem('temperature');
  }
}

/** Tells whether a setting is out of its bounds, and shows the first one that is. */
export function settingsProblem() {
  const wrong = Object.keys(NUMBERS).find((key) => problem(key) !== null);
  if (wrong) {
    document.dispatchEvent(new CustomEvent('show-settings'));
    $(wrong).focus();
  }
  return wrong !== undefined;
}

export function settingsToSend() {
  const settings = { ...dialogue.settings };
  if (settings.num_beams > 1) {
    settings.temperature = 0;
  }
  return settings;
}

/** Returns the ids of the one model, or of both. */
export function chosenModels() {
  return dialogue.pair ? [...dialogue.models] : [dialogue.models[0]];
}

function modelsChanged() {
  const first = $('model').value;
  for (const option of $('second').options) {
    option.disabled = option.value === first;
  }
  if ($('second').value === first || $('second').value === '') {
    $('second').value = [...$('second').options].find(({ disabled }) => !disabled)?.value ?? first;
  }
  dialogue.models = [first, $('second').value].filter((id, index, all) => all.indexOf(id) === index);
  dialogue.pair = $('pair').checked && dialogue.models.length === 2;
  $('second-field').hidden = !dialogue.pair;
  keep();
  showNotes();
}

/** Opens the models that are chosen, so that the first reply need not wait for that, and shows what must be known of them. */
export function showNotes() {
  showNote(dialogue.models[0], $('model-notes'));
  if (dialogue.pair) {
    showNote(dialogue.models[1], $('second-notes'));
  }
}

async function showNote(id, place) {
  place.textContent = opened.has(id) ? '' : say('opening');
  let text;
  try {
    if (!opened.has(id)) {
      opened.set(id, post('chat/api/open', { model: id }));
    }
    const model = await opened.get(id);
    text = [say('model.licence', model.licence), model.notes].filter((part) => part !== '').join('\n');
  } catch (error) {
    opened.delete(id);
    text = tellError(error);
  }
  const speaks = site.models.find((model) => model.id === id)?.speaks;
  if (speaks && dialogue.character && speaks !== dialogue.character.language) {
    text = `${say('model.speaks', languageName(speaks), languageName(dialogue.character.language))}\n${text}`;
  }
  // Another model may have been chosen meanwhile.
  if (dialogue.models[place.id === 'model-notes' ? 0 : 1] === id) {
    place.textContent = text;
  }
}
