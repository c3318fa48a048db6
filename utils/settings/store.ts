import { browser } from 'wxt/browser';
import {
  isSecretPath,
  mergeSettings,
  secretsIn,
  withPath,
  withoutSecrets,
  type MergedSettings,
} from '@/utils/settings/merge';
import { checkField, readLeaves, type Problem } from '@/utils/settings/validate';
import type { Vault } from '@/utils/settings/vault-store';

const KEY = 'settings';

async function readUser(): Promise<unknown> {
  return (await browser.storage.local.get(KEY))[KEY] ?? {};
}

/** What the organisation set; an empty tree where there is no policy (Firefox rejects then, Chrome answers empty). */
export async function readPolicy(): Promise<unknown> {
  try {
    return (await browser.storage.managed.get()) ?? {};
  } catch {
    return {};
  }
}

/** The settings as they hold now, without secrets. */
export async function loadSettings(): Promise<MergedSettings> {
  const [user, policy] = await Promise.all([readUser(), readPolicy()]);
  return mergeSettings(user, policy);
}

/** Puts the secrets that arrived by policy into the vault; a secret the policy no longer names stays. */
export async function adoptPolicySecrets(vault: Vault): Promise<void> {
  if (await vault.locked()) return;
  for (const [path, value] of secretsIn(await readPolicy()))
    if ((await vault.get(path)) !== value) await vault.set(path, value);
}

/** A setting that cannot be saved; `message` says why. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
  readonly kind: 'locked' | 'invalid';
  readonly path: string;
  constructor(kind: 'locked' | 'invalid', path: string, message: string) {
    super(message);
    this.kind = kind;
    this.path = path;
  }
}

/** Changes settings by dotted path. Secrets are refused here: they go to the vault. Rejects with `SettingError`; then nothing changed. */
export async function saveSettings(changes: Record<string, unknown>): Promise<void> {
  const locked = new Set(readLeaves(await readPolicy()).leaves.keys());
  let tree = await readUser();
  for (const [path, value] of Object.entries(changes)) {
    if (isSecretPath(path))
      throw new SettingError('invalid', path, 'Secrets are not kept with the settings.');
    if (locked.has(path)) throw new SettingError('locked', path, 'Your organisation has set this.');
    const message = checkField(path, value);
    if (message) throw new SettingError('invalid', path, message);
    tree = withPath(tree, path, value);
  }
  await browser.storage.local.set({ [KEY]: tree });
}

/**
 * Takes over an import file (JSON, the settings tree). What cannot be used is named and left out; keys set by policy are
 * skipped; secrets go to the vault. Rejects with `SettingError` when the text is no settings file at all.
 */
export async function importSettings(
  text: string,
  setSecret: (path: string, value: string) => Promise<void>,
): Promise<Problem[]> {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    throw new SettingError('invalid', '', 'This file is not a Switchhook settings file (it is not JSON).');
  }
  const { leaves, problems } = readLeaves(file);
  if (leaves.size === 0)
    throw new SettingError('invalid', '', 'There are no Switchhook settings in this file.');
  const locked = new Set(readLeaves(await readPolicy()).leaves.keys());
  let tree = await readUser();
  for (const [path, value] of leaves) {
    if (locked.has(path))
      problems.push({ path, message: 'Your organisation has set this; the file was not used for it.' });
    else if (isSecretPath(path)) await setSecret(path, value as string);
    else tree = withPath(tree, path, value);
  }
  await browser.storage.local.set({ [KEY]: tree });
  return problems;
}

/** The user's own settings as an import file; secrets are never in it. */
export async function exportSettings(): Promise<string> {
  return `${JSON.stringify(withoutSecrets(await readUser()), null, 2)}\n`;
}

/** Calls back after the user's settings or the policy changed. */
export function onSettingsChanged(listener: () => void): void {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'managed' || (area === 'local' && KEY in changes)) listener();
  });
}

/** Keeps content scripts out of `storage.local` where the browser can (Chrome; in Firefox nothing secret lies there either). */
export async function closeStorageToPages(): Promise<void> {
  const area = browser.storage.local as typeof browser.storage.local & {
    setAccessLevel?: (options: { accessLevel: 'TRUSTED_CONTEXTS' }) => Promise<void>;
  };
  await area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}

/** Removes the user's settings; policy stays. */
export async function forgetSettings(): Promise<void> {
  await browser.storage.local.clear();
}
