// What the page says, in the person's language.

let words = {};

/** Loads the words of a language. */
export async function loadWords(language) {
  const answer = await fetch(`${document.documentElement.dataset.base}words/studio/${language}`);
  if (!answer.ok) throw new Error(`no words in ${language}`);
  words = await answer.json();
  document.documentElement.lang = language;
}

/** Returns a sentence; {names} in it are put in. */
export function say(key, values = {}) {
  const sentence = words[key];
  if (sentence === undefined) throw new Error(`the words lack ${key}`);
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** Returns what to tell of an error: in the page's language where that is known, otherwise as the server says it. */
export function tell(error) {
  const sentence = words[`error.${error.word}`];
  return sentence === undefined ? error.message : sentence;
}

/** Returns a sentence about a number: the key ends in ".one" where there is a sentence for one. */
export function count(key, n) {
  return say(n === 1 && words[`${key}.one`] !== undefined ? `${key}.one` : key, { n });
}

/** Returns a time of day. */
export function timeOfDay(date) {
  return date.toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit', hour12: false });
}
