import type { FirefoxSandbox } from '../sandbox/browsers/firefox.ts';
import { FIREFOX_ID } from '@/utils/platform/manifest';

/** The toolbar popup of the add-on, opened as by a click on its button: so the browser tells it which page is in front. */
export interface FirefoxPopup {
  /** Waits for a control that is named so, and presses it as a user does. */
  press(name: string): Promise<void>;
}

const WAIT_MS = 10_000;
/** A script in a popup that has just gone answers nobody. */
const ANSWER_MS = 2_000;

/** `expression` in the popup's own page, with the activation a real press would give; null where it does not answer. */
const inPopup = (expression: string) => `new Promise((done) => {
  const window = Services.wm.getMostRecentWindow('navigator:browser');
  const messages = window.document.querySelector('.webextension-popup-browser')?.messageManager;
  if (!messages) return done(null);
  messages.addMessageListener('answer', function heard({ data }) {
    messages.removeMessageListener('answer', heard);
    done(data);
  });
  window.setTimeout(() => done(null), ${ANSWER_MS});
  messages.loadFrameScript('data:,' + encodeURIComponent(
    'const hands = content.windowUtils.setHandlingUserInput(true);' +
    'try { sendAsyncMessage("answer", (({ document }) => ' + ${JSON.stringify(expression)} + ')(content)); }' +
    'finally { hands.destruct(); }'
  ), false);
})`;

/**
 * A button whose popup is open closes it: an older one goes first. Firefox loads the page in a panel nobody sees and moves
 * it into the one it shows; what is said to it meanwhile is lost.
 */
const OPEN = `(async () => {
  const window = Services.wm.getMostRecentWindow('navigator:browser');
  const panel = () => window.document.querySelector('.webextension-popup-browser')?.closest('panel');
  const until = async (holds) => {
    const deadline = Date.now() + ${WAIT_MS};
    while (!holds() && Date.now() < deadline) await new Promise((next) => window.setTimeout(next, 50));
    return holds();
  };
  panel()?.hidePopup();
  if (!(await until(() => !panel()))) return false;
  const { Management } = ChromeUtils.importESModule('resource://gre/modules/Extension.sys.mjs');
  const { extension } = WebExtensionPolicy.getByID('${FIREFOX_ID}');
  void Management.global.browserActionFor(extension).triggerAction(window);
  return until(() => panel()?.state === 'open');
})()`;

const controlNamed = (name: string) => `[...document.querySelectorAll('button')]
  .find((each) => (each.getAttribute('aria-label') ?? each.textContent).trim().startsWith(${JSON.stringify(name)}))`;

export async function openFirefoxPopup({ bidi }: FirefoxSandbox): Promise<FirefoxPopup> {
  if (!(await bidi.inBrowserWindow<boolean>(OPEN))) throw new Error('The popup did not open.');
  return {
    async press(name) {
      const deadline = Date.now() + WAIT_MS;
      while (!(await bidi.inBrowserWindow<boolean | null>(inPopup(`Boolean(${controlNamed(name)})`)))) {
        if (Date.now() > deadline) {
          const text = await bidi.inBrowserWindow<string | null>(inPopup('document.body.innerText'));
          throw new Error(`The popup has no “${name}”. It says:\n${text ?? '(it is gone)'}`);
        }
        await new Promise((next) => setTimeout(next, 100));
      }
      await bidi.inBrowserWindow(inPopup(`${controlNamed(name)}.click()`));
    },
  };
}
