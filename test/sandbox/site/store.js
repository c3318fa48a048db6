/** The private, same-origin way to the data that the API also serves. */
async function ask(path, options) {
  const response = await fetch(`/crm/private/${path}`, options);
  const body = await response.json();
  if (!response.ok) throw Object.assign(new Error(body.message ?? 'Something is not right.'), { details: body.details });
  return body;
}

const send = (method, path, body) =>
  ask(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

export const store = {
  start: () => ask('start'),
  list: (module, { from = 0, count = 100, q = '' } = {}) =>
    ask(`records/${module}?${new URLSearchParams({ from, count, q })}`),
  read: (module, id) => ask(`records/${module}/${id}`),
  related: async (module, id, list) => (await ask(`records/${module}/${id}/${list}`)).rows,
  create: (module, fields) => send('POST', `records/${module}`, fields),
  update: (module, id, fields) => send('PUT', `records/${module}/${id}`, fields),
  addNote: (module, id, text) => send('POST', `notes/${module}/${id}`, { Note_Content: text }),
};

const watchers = new Set();

/** Calls back when any record changed; stops when the view's signal is aborted. */
export function onChange(signal, listener) {
  watchers.add(listener);
  signal.addEventListener('abort', () => watchers.delete(listener));
}

/** Looks once a second whether something changed, while the page is visible. */
export function watchChanges(seen) {
  let last = seen;
  const look = async () => {
    if (document.hidden) return;
    const { changes } = await ask('changes').catch(() => ({ changes: last }));
    if (changes === last) return;
    last = changes;
    for (const listener of watchers) listener();
  };
  setInterval(look, 1000);
  document.addEventListener('visibilitychange', look);
}
