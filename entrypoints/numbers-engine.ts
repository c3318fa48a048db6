import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { bridge } from '@/utils/page/engine-bridge';
import { createPageNumbers } from '@/utils/page/page-numbers';

/**
 * The part of the content script that reads numbers. The shell puts it into a frame once that frame shows digits; it
 * finds its other half in the content scripts' own world, which pages cannot see.
 */
export default defineUnlistedScript(() => {
  bridge().start?.(createPageNumbers);
});
