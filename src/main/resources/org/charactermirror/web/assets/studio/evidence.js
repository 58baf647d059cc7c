// The words of a reply that show an error: selected in the reply itself, or in a field where keys can select, too.

import { button, fill, freshId, make, openDialog } from './dom.js';
import { say } from './words.js';

const MOST = 500;
const GRACE = 600;

let selection = null;

document.addEventListener('selectionchange', () => {
  if (!selection || !selection.block.isConnected) return;
  const { block, bar, draw } = selection;
  const chosen = getSelection();
  const inside = !chosen.isCollapsed && block.contains(chosen.anchorNode) && block.contains(chosen.focusNode);
  const span = inside ? chosen.toString().trim() : '';
  clearTimeout(selection.timer);
  if (span !== '' && span.length <= MOST) draw(span);
  // A finger that taps a button in the bar takes the selection away first.
  else selection.timer = setTimeout(() => { bar.hidden = true; }, GRACE);
});

/** Offers flags for whatever is selected in a reply, in a bar below it. */
export function watchSelection(block, bar, flags, chosen) {
  const draw = (span) => {
    fill(bar, make('p', {}, say('evidence.shows'), ' ', make('q', { class: 'said' }, span)),
      make('div', { class: 'row' }, flags.map((flag) => button(flag.name, () => {
        bar.hidden = true;
        getSelection().removeAllRanges();
        chosen(flag, span);
      }, { onpointerdown: (event) => event.preventDefault() }))));
    bar.hidden = false;
  };
  selection = { block, bar, draw, timer: null };
}

/** Lets somebody select words with a mouse, a finger, or the arrow keys and Shift. */
export function chooseWords(text, name, chosen) {
  const id = freshId('words');
  // A field that is read-only shows no caret, without which nobody selects by keys: this one takes none of what is typed.
  const field = make('textarea', { id, rows: '6', dir: 'auto', value: text, inputmode: 'none', 'aria-readonly': 'true',
    spellcheck: 'false', autocomplete: 'off', onbeforeinput: (event) => event.preventDefault(),
    oninput: () => { field.value = text; } });
  const problem = make('p', { class: 'error', role: 'alert' });
  const take = () => {
    const span = field.value.slice(field.selectionStart, field.selectionEnd).trim();
    if (span === '' || span.length > MOST) {
      problem.textContent = say(span === '' ? 'evidence.empty' : 'evidence.long', { n: MOST });
      field.focus();
    } else {
      dialog.close();
      chosen(span);
    }
  };
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      take();
    }
  });
  const dialog = openDialog(say('evidence.title', { name }), [
    make('label', { for: id }, say('evidence.how')), field, problem,
    make('div', { class: 'row' }, button(say('evidence.take'), take, { class: 'primary' }),
      button(say('cancel'), () => dialog.close())),
  ]);
  field.focus();
  field.setSelectionRange(0, 0);
}
