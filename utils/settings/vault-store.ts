import { completed, openDatabase, requested } from '@/utils/platform/database';

/** One encrypted secret at rest. */
interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

/** How the data key is kept: as a non-extractable key, or wrapped under a passphrase. */
type KeyRow =
  | { key: CryptoKey }
  | { salt: Uint8Array<ArrayBuffer>; iv: Uint8Array<ArrayBuffer>; wrapped: ArrayBuffer; rounds: number };

/** PBKDF2-SHA-256 rounds for a passphrase (OWASP: at least 600,000). */
const ROUNDS = 650_000;

/** The vault waits for its passphrase. */
export class VaultLocked extends Error {
  override readonly name = 'VaultLocked';
  readonly kind = 'vault-locked';
  constructor() {
    super('Switchhook is locked. Open it and type your passphrase.');
  }
}

/** The passphrase was not the right one. */
export class WrongPassphrase extends Error {
  override readonly name = 'WrongPassphrase';
  readonly kind = 'wrong-passphrase';
  constructor() {
    super('That passphrase is not right.');
  }
}

const encode = (text: string) => new TextEncoder().encode(text);
/** Secrets, encrypted at rest. */
export interface Vault {
  /** Null when nothing is stored. Rejects with `VaultLocked`. */
  get(key: string): Promise<string | null>;
  /** An empty value removes. Rejects with `VaultLocked`. */
  set(key: string, value: string): Promise<void>;
  /** Works while locked. */
  has(key: string): Promise<boolean>;
  locked(): Promise<boolean>;
  hasPassphrase(): Promise<boolean>;
  /** Rejects with `WrongPassphrase`. */
  unlock(passphrase: string): Promise<void>;
  /** Forgets the key until the next `unlock`; nothing happens where there is no passphrase. */
  lock(): void;
  /** Puts everything under a new passphrase, or (null) back under the browser's own protection. */
  setPassphrase(passphrase: string | null): Promise<void>;
  /** Removes every secret and key. */
  clear(): Promise<void>;
}

/**
 * The vault: AES-GCM, one random IV a write, the secret's name as additional data. Without a passphrase the key is a
 * non-extractable `CryptoKey` in IndexedDB: that keeps it from scripts and from a casual look, not from somebody who can copy
 * the whole profile. With a passphrase only PBKDF2 of it opens the key, and copies of the profile stay shut.
 */
export function createVault(factory: IDBFactory = indexedDB): Vault {
  const database = openDatabase(factory, 'switchhook-vault', 1, (created) => {
    created.createObjectStore('keys');
    created.createObjectStore('secrets');
  });
  let unlocked: CryptoKey | null = null;

  async function store(name: 'keys' | 'secrets', mode: IDBTransactionMode): Promise<IDBObjectStore> {
    return (await database).transaction(name, mode, { durability: 'strict' }).objectStore(name);
  }

  async function keyRow(): Promise<KeyRow | undefined> {
    return requested<KeyRow | undefined>((await store('keys', 'readonly')).get('data'));
  }

  async function derive(
    passphrase: string,
    salt: Uint8Array<ArrayBuffer>,
    rounds: number,
  ): Promise<CryptoKey> {
    const base = await crypto.subtle.importKey('raw', encode(passphrase.normalize('NFKC')), 'PBKDF2', false, [
      'deriveKey',
    ]);
    return crypto.subtle.deriveKey(
      { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
      base,
      { name: 'AES-GCM', length: 256 },
      false,
      ['wrapKey', 'unwrapKey'],
    );
  }

  async function dataKey(): Promise<CryptoKey> {
    if (unlocked) return unlocked;
    const row = await keyRow();
    if (row && !('key' in row)) throw new VaultLocked();
    if (row) return row.key;
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]);
    // Two contexts may start at once: the one that adds first decides.
    try {
      await requested((await store('keys', 'readwrite')).add({ key }, 'data'));
      return key;
    } catch {
      return dataKey();
    }
  }

  async function seal(key: CryptoKey, name: string, value: string): Promise<Sealed> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return {
      iv,
      data: await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv, additionalData: encode(name) },
        key,
        encode(value),
      ),
    };
  }

  async function unseal(key: CryptoKey, name: string, sealed: Sealed): Promise<string> {
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: sealed.iv, additionalData: encode(name) },
      key,
      sealed.data,
    );
    return new TextDecoder().decode(plain);
  }

  async function get(name: string): Promise<string | null> {
    const sealed = await requested<Sealed | undefined>((await store('secrets', 'readonly')).get(name));
    return sealed ? unseal(await dataKey(), name, sealed) : null;
  }

  async function reseal(row: KeyRow, key: CryptoKey): Promise<void> {
    const names = (await requested((await store('secrets', 'readonly')).getAllKeys())) as string[];
    const values = await Promise.all(names.map(async (name) => [name, (await get(name)) ?? ''] as const));
    const sealed = await Promise.all(
      values.map(async ([name, value]) => [name, await seal(key, name, value)] as const),
    );
    const transaction = (await database).transaction(['keys', 'secrets'], 'readwrite', {
      durability: 'strict',
    });
    transaction.objectStore('keys').put(row, 'data');
    for (const [name, value] of sealed) transaction.objectStore('secrets').put(value, name);
    await completed(transaction);
  }

  return {
    get,
    async set(name, value) {
      const sealed = value === '' ? null : await seal(await dataKey(), name, value);
      const secrets = await store('secrets', 'readwrite');
      await (sealed ? requested(secrets.put(sealed, name)) : requested(secrets.delete(name)));
    },
    async has(name) {
      return (await requested((await store('secrets', 'readonly')).count(name))) > 0;
    },
    async locked() {
      const row = await keyRow();
      return !unlocked && row !== undefined && !('key' in row);
    },
    async hasPassphrase() {
      const row = await keyRow();
      return row !== undefined && !('key' in row);
    },
    async unlock(passphrase) {
      const row = await keyRow();
      if (!row || 'key' in row) return;
      const wrapping = await derive(passphrase, row.salt, row.rounds);
      try {
        unlocked = await crypto.subtle.unwrapKey(
          'raw',
          row.wrapped,
          wrapping,
          { name: 'AES-GCM', iv: row.iv },
          'AES-GCM',
          false,
          ['encrypt', 'decrypt'],
        );
      } catch {
        throw new WrongPassphrase();
      }
    },
    lock() {
      unlocked = null;
    },
    async setPassphrase(passphrase) {
      if (passphrase === null) {
        const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
          'encrypt',
          'decrypt',
        ]);
        await reseal({ key }, key);
        unlocked = null;
        return;
      }
      const salt = crypto.getRandomValues(new Uint8Array(16));
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, [
        'encrypt',
        'decrypt',
      ]);
      const wrapped = await crypto.subtle.wrapKey('raw', key, await derive(passphrase, salt, ROUNDS), {
        name: 'AES-GCM',
        iv,
      });
      await reseal({ salt, iv, wrapped, rounds: ROUNDS }, key);
      await this.unlock(passphrase);
    },
    async clear() {
      unlocked = null;
      await requested((await store('secrets', 'readwrite')).clear());
      await requested((await store('keys', 'readwrite')).clear());
    },
  };
}
