import { defineConfig } from 'wxt';
import { manifestFor } from './utils/platform/manifest.ts';

/** WXT builds the extension for each browser; what the manifest asks for stands in `utils/platform/manifest.ts`. */
export default defineConfig({
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  manifest: ({ browser }) => manifestFor(browser),
  vite: () => ({ build: { target: ['chrome120', 'firefox140'], chunkSizeWarningLimit: 900 } }),
  hooks: {
    // Firefox has no offscreen documents: there the engine lives in the background page.
    'entrypoints:found': (wxt, entrypoints) => {
      if (wxt.config.browser !== 'firefox') return;
      const index = entrypoints.findIndex((entrypoint) => entrypoint.name === 'offscreen');
      if (index >= 0) entrypoints.splice(index, 1);
    },
  },
});
