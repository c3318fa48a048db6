import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the user once answered about the microphone. */
export type MicrophoneAnswer = 'granted' | 'ask' | 'denied';

/** Chrome's id of an unpacked extension: from the `key` in its manifest, else from its folder. */
export function chromeExtensionId(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { key?: string };
  const source = manifest.key ? Buffer.from(manifest.key, 'base64') : Buffer.from(folder);
  const hash = createHash('sha256').update(source).digest('hex').slice(0, 32);
  return hash.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}

/**
 * Writes into a fresh profile what a user would have answered before: the microphone for each origin, no first-run pages.
 * Playwright's own way to grant a permission refuses all other permissions of the origin, so it is not used.
 */
export function prepareProfile(folder: string, microphone: Readonly<Record<string, MicrophoneAnswer>>): void {
  const file = join(folder, 'Default', 'Preferences');
  if (existsSync(file)) return;
  mkdirSync(join(folder, 'Default'), { recursive: true });
  const answers = Object.entries(microphone)
    .filter(([, answer]) => answer !== 'ask')
    .map(([origin, answer]) => [`${origin},*`, { setting: answer === 'granted' ? 1 : 2 }]);
  const exceptions = { media_stream_mic: Object.fromEntries(answers) as object };
  const preferences = {
    profile: { content_settings: { exceptions }, exit_type: 'Normal' },
    extensions: { ui: { developer_mode: true } },
    browser: { has_seen_welcome_page: true },
  };
  writeFileSync(file, JSON.stringify(preferences));
}
