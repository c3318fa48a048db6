import { browser } from 'wxt/browser';
import type { MicrophoneAnswer } from '@/components/welcome/microphone-port';

/** Chrome names a question that was closed without an answer "dismissed", and says so only in the message. */
function answerOf(error: unknown): MicrophoneAnswer {
  const { name, message } = error as DOMException;
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none';
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy';
  return /dismissed/i.test(message) ? 'dismissed' : 'denied';
}

/** Asks for the microphone; must run in a click on a page that is seen. The sound is thrown away at once. */
export async function askForMicrophone(): Promise<MicrophoneAnswer> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    for (const track of stream.getTracks()) track.stop();
    return 'granted';
  } catch (error) {
    return answerOf(error);
  }
}

/** What to choose in the browser's question. */
export const microphoneAdvice = import.meta.env.FIREFOX
  ? 'Firefox will ask. Leave “Remember this decision” ticked and choose “Allow”, so that it asks only once.'
  : 'The browser will ask. Choose “Allow while visiting the site”: “Allow this time” would end when this page is closed.';

/** Chrome's own page for what this extension may do; Firefox has none that may be opened. */
export const microphoneSettings = import.meta.env.FIREFOX
  ? undefined
  : () =>
      void browser.tabs.create({
        url: `chrome://settings/content/siteDetails?site=${encodeURIComponent(browser.runtime.getURL('/').slice(0, -1))}`,
      });
