// The export, and what was done.

import { byId, make, table } from './dom.js';
import { address, get, moment, say, tell } from './api.js';

export function prepareExport() {
  const entries = make('div', {});
  byId('export-body').append(
    make('p', { class: 'quiet' }, say('export.hint')),
    make('p', {}, make('a', { class: 'button primary', href: address('export.zip'), download: 'studio.zip' }, say('export.do'))),
    make('h3', {}, say('audit')),
    make('button', { type: 'button', onclick: () => load(entries) }, say('audit.show')),
    entries);
}

async function load(entries) {
  const columns = ['audit.time', 'audit.who', 'audit.action', 'audit.detail'].map((key) => ({ title: say(key) }));
  try {
    const answer = await get('audit');
    const rows = answer.entries.reverse().map((entry) => [moment(entry.at), entry.who, entry.action, entry.detail]);
    entries.replaceChildren(make('div', { class: 'long', tabindex: 0, role: 'region', 'aria-label': say('audit') }, table(say('audit'), columns, rows)));
  } catch (error) {
    entries.replaceChildren(make('p', { class: 'error', role: 'alert' }, say('failed', { message: tell(error) })));
  }
}
