// Small helpers: elements are made of texts, never of markup.

export const $ = (id) => document.getElementById(id);

/** Makes an element with properties, and children that are elements or texts. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'class') {
      element.className = value;
    } else if (name in element) {
      element[name] = value;
    } else {
      element.setAttribute(name, value);
    }
  }
  element.append(...children);
  return element;
}

const COLOURS = { celebrities: 'c1', daily_life: 'c2', games_videos: 'c3', virtual_love: 'c4' };

/** Makes, or fills, the circle with the first letter of a character's name. */
export function avatar(character, element = make('span', { 'aria-hidden': 'true' })) {
  element.className = `avatar ${COLOURS[character.category] ?? 'c5'}`;
  element.textContent = Array.from(character.name.trim())[0] ?? '';
  return element;
}

/** Shows something that went wrong, or was done, above the dialogue; it goes when the next thing is shown. */
export function notice(text, actionText, action) {
  const box = make('div', { class: 'notice' }, make('span', { dir: 'auto' }, text));
  if (actionText) {
    box.append(make('button', { type: 'button', onclick: () => { clearNotice(); action(); } }, actionText));
  }
  $('alerts').replaceChildren(box);
}

export function clearNotice() {
  $('alerts').replaceChildren();
}

/** Saves a text as a file of the person's. */
export function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = make('a', { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
