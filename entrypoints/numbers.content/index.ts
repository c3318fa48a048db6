import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import './numbers.css';
import { createNumbersClient } from './numbers-client';
import { servePage } from './page-service';
import { CRM_PAGES } from '@/utils/platform/manifest';

/**
 * The small half of the content script. It answers the popup, and loads the half that reads numbers only where a frame
 * shows digits. It does not start in frames that a frame above reaches: that one reads them (`wxt.config.ts`).
 */
export default defineContentScript({
  matches: CRM_PAGES,
  allFrames: true,
  matchAboutBlank: true,
  matchOriginAsFallback: true,
  runAt: 'document_idle',
  main(context) {
    const client = createNumbersClient(context.signal);
    if (window === window.top) servePage(client, context.signal);
    context.signal.addEventListener('abort', client.stop, { once: true });
    if (browser.runtime.id) void client.start();
  },
});
