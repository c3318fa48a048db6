import { requested } from '@/utils/platform/database';
import { createVaultDatabase, KEYS, SECRETS } from '@/utils/settings/vault-database';

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
 *
 * @param copies where a copy is kept, sealed alike (`openCopyBucket`).
 */
export function createVault(
  factory: IDBFactory = indexedDB,
  copies: Promise<IDBFactory | null> = Promise.resolve(null),
): Vault {
  const { row, keys, write } = createVaultDatabase(factory, copies);
  let unlocked: CryptoKey | null = null;

  const keyRow = () => row<KeyRow>(KEYS, 'data');

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
    // Two contexts may start at once: the one that writes first decides.
    await write(async (transaction) => {
      const known = await requested(transaction.objectStore(KEYS).count('data'));
      return known > 0 ? [] : [{ table: KEYS, key: 'data', value: { key } satisfies KeyRow }];
    });
    return dataKey();
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
    const sealed = await row<Sealed>(SECRETS, name);
    return sealed ? unseal(await dataKey(), name, sealed) : null;
  }

  async function reseal(row: KeyRow, key: CryptoKey): Promise<void> {
    const names = await keys(SECRETS);
    const values = await Promise.all(names.map(async (name) => [name, (await get(name)) ?? ''] as const));
    const sealed = await Promise.all(
      values.map(async ([name, value]) => [name, await seal(key, name, value)] as const),
    );
    await write(() => [
      { table: KEYS, key: 'data', value: row },
      ...sealed.map(([name, value]) => ({ table: SECRETS, key: name, value })),
    ]);
  }

  return {
    get,
    async set(name, value) {
      const sealed = value === '' ? undefined : await seal(await dataKey(), name, value);
      await write(() => [{ table: SECRETS, key: name, value: sealed }]);
    },
    async has(name) {
      return (await row(SECRETS, name)) !== undefined;
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
      await write(async (transaction) => {
        const keysOf = async (table: string) =>
          (await requested(transaction.objectStore(table).getAllKeys())).map((key) => ({ table, key }));
        return [...(await keysOf(SECRETS)), ...(await keysOf(KEYS))];
      });
    },
  };
}
