import type { FirefoxSandbox } from '../sandbox/browsers/firefox.ts';
import { FIREFOX_ID } from '@/utils/platform/manifest';

/** The toolbar popup of the add-on, opened as by a click on its button: so the browser tells it which page is in front. */
export interface FirefoxPopup {
  /** What it says. */
  text(): Promise<string>;
  /** Waits for a control that is named so, and presses it as a user does. */
  press(name: string): Promise<void>;
}

/** `expression` in the popup's own page, with the activation a real press would give. */
const inPopup = (expression: string) => `(async () => {
  const window = Services.wm.getMostRecentWindow('navigator:browser');
  const popup = window.document.querySelector('.webextension-popup-browser');
  if (!popup) return null;
  const { messageManager } = popup;
  return new Promise((done) => {
    messageManager.addMessageListener('answer', function heard({ data }) {
      messageManager.removeMessageListener('answer', heard);
      done(data);
    });
    const script = ${JSON.stringify(expression)};
    messageManager.loadFrameScript('data:,' + encodeURIComponent(
      'const hands = content.windowUtils.setHandlingUserInput(true);' +
      'try { sendAsyncMessage("answer", (({ document }) => ' + script + ')(content)); } finally { hands.destruct(); }'
    ), false);
  });
})()`;

/** A button whose popup is open closes it: an older one goes first. */
const OPEN = `(async () => {
  const window = Services.wm.getMostRecentWindow('navigator:browser');
  const old = () => window.document.querySelector('.webextension-popup-browser');
  old()?.closest('panel')?.hidePopup();
  while (old()) await new Promise((next) => window.setTimeout(next, 50));
  const { Management } = ChromeUtils.importESModule('resource://gre/modules/Extension.sys.mjs');
  const { extension } = WebExtensionPolicy.getByID('${FIREFOX_ID}');
  await Management.global.browserActionFor(extension).triggerAction(window);
})()`;

const controlNamed = (name: string) => `[...document.querySelectorAll('button')]
  .find((each) => (each.getAttribute('aria-label') ?? each.textContent).trim().startsWith(${JSON.stringify(name)}))`;

export async function openFirefoxPopup({ bidi }: FirefoxSandbox): Promise<FirefoxPopup> {
  await bidi.inBrowserWindow(OPEN);
  const text = () =>
    bidi.inBrowserWindow<string | null>(inPopup('document.body.innerText')).then((said) => said ?? '');
  return {
    text,
    async press(name) {
      const deadline = Date.now() + 10_000;
      const press = inPopup(`Boolean(${controlNamed(name)}?.click() ?? ${controlNamed(name)})`);
      while (!(await bidi.inBrowserWindow<boolean | null>(press))) {
        if (Date.now() > deadline) throw new Error(`The popup has no “${name}”. It says:\n${await text()}`);
        await new Promise((next) => setTimeout(next, 100));
      }
    },
  };
}
