import { defineContentScript } from 'wxt/utils/define-content-script';
import { CRM_PAGES } from '@/utils/platform/manifest';

export default defineContentScript({
  matches: CRM_PAGES,
  allFrames: true,
  runAt: 'document_idle',
  noScriptStartedPostMessage: true,
  main() {},
});
