// Small things that the browser keeps between two loads of the page; nothing depends on their being there.

/** Returns what is kept under a name, or null. */
export function kept(name) {
  try {
    return localStorage.getItem(`charactermirror.studio.${name}`);
  } catch {
    return null;
  }
}

/** Keeps a text under a name; null forgets it. */
export function keep(name, text) {
  try {
    if (text === null) localStorage.removeItem(`charactermirror.studio.${name}`);
    else localStorage.setItem(`charactermirror.studio.${name}`, text);
  } catch {
    // A browser without storage.
  }
}

/** Forgets all names that begin so. */
export function forgetAll(beginning) {
  try {
    const whole = `charactermirror.studio.${beginning}`;
    Object.keys(localStorage).filter((key) => key.startsWith(whole)).forEach((key) => localStorage.removeItem(key));
  } catch {
    // A browser without storage.
  }
}
