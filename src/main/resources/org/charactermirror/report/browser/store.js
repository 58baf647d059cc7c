// The data: an index of all dialogues, and files with what was said, loaded when they are asked for.

const store = { index: null, files: [], waiting: [] };

// Data scripts call these two; everything else in here is out of their reach.
window.charmirror = {
  index(data) {
    store.index = data;
    data.dialogues.forEach((entry, number) => { entry.number = number; });
    start();
  },
  dialogues(file, said) {
    store.files[file] = said;
    (store.waiting[file] || []).forEach(waiting => waiting.resolve(said));
    store.waiting[file] = null;
  },
};

function fileOf(entry) {
  const firsts = store.index.firsts;
  let file = firsts.length - 1;
  while (firsts[file] > entry.number) file--;
  return file;
}

// Gives a promise of the dialogues in a file. A page opened from a disk may load scripts and nothing else.
function load(file) {
  if (store.files[file]) return Promise.resolve(store.files[file]);
  return new Promise((resolve, reject) => {
    const first = !store.waiting[file];
    (store.waiting[file] = store.waiting[file] || []).push({ resolve, reject });
    if (first && !store.index.within) append(file);
  });
}

function append(file) {
  const script = document.createElement('script');
  script.src = store.index.files[file];
  script.onerror = () => {
    script.remove();
    const waiting = store.waiting[file];
    store.waiting[file] = null;
    waiting.forEach(one => one.reject(new Error(label('unloadable', store.index.files[file]))));
  };
  document.body.append(script);
}

async function said(entry) {
  const file = fileOf(entry);
  return (await load(file))[entry.number - store.index.firsts[file]];
}

function byId(id) {
  return store.index.dialogues.find(entry => entry.id === id);
}
