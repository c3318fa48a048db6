import type { FirefoxSandbox } from '../sandbox/browsers/firefox.ts';

const REPLY = 'console-told';

/** In the process of the add-on, its background page included: what `console` was told, all arguments as text. */
const TELL = `(() => {
  if (Services.appinfo.remoteType !== 'extension') return;
  const storage = Cc['@mozilla.org/consoleAPI-storage;1'].getService(Ci.nsIConsoleAPIStorage);
  const text = (value) => { try { return JSON.stringify(value) ?? String(value); } catch { return String(value); } };
  const lines = storage.getEvents().map((event) => event.filename + ' ' + [...event.arguments].map(text).join(' '));
  sendAsyncMessage('${REPLY}', lines);
})()`;

const ASK = `new Promise((done) => {
  const errors = Services.console.getMessageArray().map((entry) => entry.message ?? String(entry));
  Services.ppmm.addMessageListener('${REPLY}', function listen({ data }) {
    Services.ppmm.removeMessageListener('${REPLY}', listen);
    done([...errors, ...data]);
  });
  Services.ppmm.loadProcessScript('data:application/javascript,' + encodeURIComponent(${JSON.stringify(TELL)}), false);
})`;

/** Everything that the add-on told its consoles, and every error the browser keeps. */
export const consoleOf = async ({ bidi }: FirefoxSandbox): Promise<string> =>
  (await bidi.inBrowserWindow<string[]>(ASK)).join('\n');
