import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'wxt';
import { forStore, manifestFor } from './utils/platform/manifest.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** What the content script has instead: small, as it runs in every frame of a CRM. */
const SMALL: Record<string, string> = {
  'webextension-polyfill': at('utils/platform/extension-native.ts'),
  'wxt/utils/content-script-context': at('entrypoints/numbers.content/content-script-context.ts'),
  [at('utils/platform/manifest')]: at('entrypoints/numbers.content/no-manifest.ts'),
};
/** The scripts that run in pages. */
const IN_PAGES = ['numbers', 'numbers-engine', 'numbers-call'];

/** Signs beyond ASCII as escapes: the browser keeps and reads such a script at a byte a sign instead of two. */
const inAscii = (code: string) =>
  code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/**
 * Frames of the same origin are read by the topmost frame that reaches them. Their own script ends before its first line:
 * what modules do as they start would cost each frame more than the rest of us.
 */
const endWhereReadFromAbove = (code: string) => `window.frameElement||${code}`;

/** A plugin that changes the code of what is built. */
const changeCode = (name: string, change: (code: string) => string) => ({
  name,
  generateBundle(_: unknown, files: Record<string, { type: string; code?: string }>) {
    for (const file of Object.values(files)) if (file.type === 'chunk') file.code = change(file.code!);
  },
});

/** The package for the store differs from the build that was tested by one line of its manifest. */
function packManifest(folder: string, change: (manifest: string) => string): void {
  const file = join(folder, 'manifest.json');
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}
let unpacked = '';

/** WXT builds the extension for each browser; what the manifest asks for stands in `utils/platform/manifest.ts`. */
export default defineConfig({
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  manifest: ({ browser }) => manifestFor(browser),
  vite: () => ({ build: { target: ['chrome120', 'firefox140'], chunkSizeWarningLimit: 900 } }),
  hooks: {
    'zip:extension:start': ({ config }) => {
      packManifest(config.outDir, (manifest) => forStore((unpacked = manifest)));
    },
    'zip:extension:done': ({ config }) => packManifest(config.outDir, () => unpacked),
    'vite:build:extendConfig': (entrypoints, config) => {
      if (entrypoints.every(({ name }) => name === 'numbers'))
        config.plugins = [
          {
            name: 'small-content-script',
            enforce: 'pre',
            resolveId: (source: string) => SMALL[source] ?? null,
          },
          ...(config.plugins ?? []),
          changeCode('end-where-read-from-above', endWhereReadFromAbove),
        ];
      if (entrypoints.every(({ name }) => IN_PAGES.includes(name)))
        config.plugins = [...(config.plugins ?? []), changeCode('ascii-scripts', inAscii)];
    },
    // Firefox has no offscreen documents: there the engine lives in the background page.
    'entrypoints:found': (wxt, entrypoints) => {
      if (wxt.config.browser !== 'firefox') return;
      const index = entrypoints.findIndex((entrypoint) => entrypoint.name === 'offscreen');
      if (index >= 0) entrypoints.splice(index, 1);
    },
  },
});
