// The dialogue: this page alone has it. It stays in the tab's own storage, so that loading the page again loses nothing.
const KEY = 'charactermirror.chat';

export const dialogue = { character: null, turns: [], settings: null, models: [], pair: false, seed: 0 };

export function keep() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(dialogue));
  } catch {
    // A browser that keeps nothing, or has no room: the dialogue goes on all the same.
  }
}

export function recall() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY));
    if (kept?.character) {
      Object.assign(dialogue, kept);
      // What was being written when the page went away has no end.
      for (const reply of dialogue.turns.flatMap((turn) => turn.replies)) {
        reply.status = reply.status === 'writing' ? 'stopped' : reply.status;
      }
      return true;
    }
  } catch {
    // Nothing that can be read: a new dialogue begins.
  }
  return false;
}

/** Tells whether a reply can be continued: it was written to its end, or at least begun. */
export function isUsable(reply) {
  return reply.status === 'done' || (reply.text !== '' && ['stopped', 'cut_off'].includes(reply.status));
}

export function isWriting() {
  return lastTurn()?.replies.some((reply) => reply.status === 'writing') ?? false;
}

export function lastTurn() {
  return dialogue.turns[dialogue.turns.length - 1];
}

/** Returns why no further message can be said: a word, or nothing if it can. */
export function hindrance() {
  const turn = lastTurn();
  if (!turn || turn.continued !== null) {
    return null;
  }
  if (isWriting()) {
    return 'wait';
  }
  return turn.replies.some(isUsable) ? 'choose' : 'unanswered';
}

/** Returns all that was said, up to and with the user's message of a turn. */
export function messagesUpTo(turn) {
  const messages = [{ by: 'character', text: dialogue.character.greeting }];
  for (const earlier of dialogue.turns) {
    messages.push({ by: 'user', text: earlier.user });
    if (earlier === turn) {
      return messages;
    }
    messages.push({ by: 'character', text: earlier.replies[earlier.continued].text });
  }
  throw new Error('a turn of another dialogue');
}

/** Returns the fields of the character that a model, or a file, is given. */
export function characterFields() {
  const fields = ['id', 'name', 'category', 'language', 'profile', 'user_name', 'user_info', 'greeting'];
  return Object.fromEntries(fields.map((field) => [field, dialogue.character[field] ?? '']));
}
