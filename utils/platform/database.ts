/** Resolves with an IndexedDB request's result. */
export function requested<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}

/** Resolves when a transaction is on disk (open it with `durability: 'strict'`). */
export function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error));
  });
}

/** Opens a database; `upgrade` gets the old version and the running upgrade transaction. */
export function openDatabase(
  factory: IDBFactory,
  name: string,
  version: number,
  upgrade: (database: IDBDatabase, oldVersion: number, transaction: IDBTransaction) => void,
): Promise<IDBDatabase> {
  const opening = factory.open(name, version);
  opening.addEventListener('upgradeneeded', (event) =>
    upgrade(opening.result, event.oldVersion, opening.transaction!),
  );
  return requested(opening).then((database) => {
    // Another context wants a newer version: make way, or it waits for ever.
    database.addEventListener('versionchange', () => database.close());
    return database;
  });
}
