// What the page says, in its language.
import { get } from './api.js';

const language = document.documentElement.dataset.language;
let words = {};

export async function loadWords() {
  words = await get(`words/chat/${language}`);
}

export function has(key) {
  return key in words;
}

/** Returns a word with values in the places of {0}, {1}…; a key that is missing shows itself. */
export function say(key, ...values) {
  return (words[key] ?? key).replace(/\{(\d)\}/g, (place, index) => String(values[index] ?? place));
}

/** Returns what to tell of an error: in the page's language where it is known, otherwise as the server says it. */
export function tellError(error) {
  if (has(`error.${error.word}`)) {
    return say(`error.${error.word}`);
  }
  return error.word === 'offline' || error.word === 'not_signed_in' ? say(error.word) : error.message;
}

/** Returns the name of a language, or its code. */
export function languageName(code) {
  return has(`language.${code}`) ? say(`language.${code}`) : code;
}

export { language };
