import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where Debian's Chromium looks for policies set by an administrator. Writing here needs root. */
const FOLDER = '/etc/chromium/policies/managed';

/**
 * Sets what an extension finds in `storage.managed`, as an administrator would; gives the way back.
 * Chromium reads it when it starts. It is taken back too when this process ends without doing so.
 */
export function setManagedPolicy(extensionId: string, settings: object): () => void {
  const file = join(FOLDER, `switchhook-sandbox-${process.pid}.json`);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(file, JSON.stringify({ '3rdparty': { extensions: { [extensionId]: settings } } }));
  const restore = () => rmSync(file, { force: true });
  process.once('exit', restore);
  return () => {
    process.off('exit', restore);
    restore();
  };
}
