// What somebody can do about their own data: have it, leave this browser, or have all of it deleted.

import { myDataAddress, post } from './api.js';
import { button, make, openDialog } from './dom.js';
import { forgetAll } from './keep.js';
import { say, tell } from './words.js';

/** Offers all that is kept of somebody. */
export function showOwnData(app) {
  const dialog = openDialog(say('data.title'), [
    make('p', {}, say('data.text', { annotator: app.me.annotator })),
    make('div', { class: 'row' },
      make('a', { class: 'button primary', href: myDataAddress(), download: 'my-data.json' }, say('data.get')),
      button(say('close'), () => dialog.close())),
  ]);
}

/** Signs this browser out. */
export async function leave(app) {
  try {
    await post('leave', {});
    app.signedOut();
  } catch (error) {
    app.failed(error, app.refresh);
  }
}

/** Asks whether all of it shall be deleted, and deletes it. */
export function showWithdrawal(app) {
  const problem = make('p', { class: 'error', role: 'alert' });
  const really = button(say('withdraw.do'), () => withdraw(app, dialog, problem), { class: 'danger', disabled: true });
  const sure = make('input', { type: 'checkbox', onchange: () => { really.disabled = !sure.checked; } });
  const dialog = openDialog(say('withdraw.title'), [
    make('p', {}, say('withdraw.text')),
    make('label', { class: 'check' }, sure, make('span', {}, say('withdraw.sure'))),
    problem,
    make('div', { class: 'row' }, really, button(say('withdraw.not'), () => dialog.close())),
  ]);
}

async function withdraw(app, dialog, problem) {
  try {
    await post('withdraw', { confirm: 'withdraw' });
  } catch (error) {
    problem.textContent = tell(error);
    return;
  }
  app.outbox.forget();
  forgetAll('');
  dialog.close();
  app.withdrawn();
}
