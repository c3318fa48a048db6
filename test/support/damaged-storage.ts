import { closeSync, openSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of an extension's databases in a Chromium profile. */
function databaseFolder(profile: string): string {
  const parent = join(profile, 'Default', 'IndexedDB');
  const ours = readdirSync(parent).find((name) => name.startsWith('chrome-extension_'));
  return join(parent, ours!);
}

/**
 * Spoils a record in the middle of the databases of a browser that is not running: what a kill between the two halves of a
 * write leads to after one more start. Chromium finds the checksum wrong and empties them all.
 */
export function damageStorage(profile: string): void {
  const folder = databaseFolder(profile);
  const log = readdirSync(folder).find((name) => name.endsWith('.log'))!;
  const path = join(folder, log);
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(64, 0xff), 0, 64, Math.floor(statSync(path).size / 2));
  closeSync(file);
}

/** Whether Chromium made the databases anew at its last start. */
export const isStorageAnew = (profile: string): boolean =>
  readFileSync(join(databaseFolder(profile), 'LOG'), 'utf8').includes('Creating DB');
