import type { FirefoxSandbox } from '../sandbox/browsers/firefox.ts';
import { listen, type Heard } from './tone.ts';

/** Samples a second: enough for every tone of the tests. */
const RATE = 8000;
const RECORDED_MS = 1300;

/** The tab or window that shows a page of the add-on, as Firefox numbers it; null if none does. */
const FIND_WINDOW = `[...Services.wm.getEnumerator('navigator:browser')]
  .flatMap(({ gBrowser }) => gBrowser?.browsers ?? [])
  .find(({ currentURI }) => currentURI.spec.endsWith('/call.html'))?.browsingContext.id`;

/**
 * Runs in every process of the browser, with the browser's rights, and does its work where the window lives: finds the open
 * connections by the debugger, records what each receives and decodes it. The shipped code has no hook for tests; its policy
 * allows no script from outside; and an `AudioContext` stands still without a loudspeaker.
 */
const listenInProcess = (window: number, reply: string) => `(async () => {
  const found = BrowsingContext.get(${window})?.window;
  if (!found) return;
  const page = Cu.waiveXrays(found);
  const sandbox = Cu.Sandbox(Services.scriptSecurityManager.getSystemPrincipal(), { freshCompartment: true });
  ChromeUtils.importESModule('resource://gre/modules/jsdebugger.sys.mjs').addDebuggerToGlobal(sandbox);
  const finder = new sandbox.Debugger();
  finder.addDebuggee(page);
  const connections = finder
    .findObjects({ class: 'RTCPeerConnection' })
    .map((each) => each.unsafeDereference())
    .filter(({ connectionState }) => connectionState === 'connected');
  const record = async (connection) => {
    const stream = new page.MediaStream();
    stream.addTrack(connection.getReceivers()[0].track);
    const recorder = new page.MediaRecorder(stream);
    const recorded = await new Promise((done) => {
      recorder.ondataavailable = ({ data }) => done(data);
      recorder.start();
      page.setTimeout(() => recorder.stop(), ${RECORDED_MS});
    });
    const decoder = new page.OfflineAudioContext(1, 1, ${RATE});
    const sound = await decoder.decodeAudioData(await recorded.arrayBuffer());
    return Array.from(Cu.cloneInto(sound.getChannelData(0), sandbox), (value) => Math.round(value * 1e4) / 1e4);
  };
  const sounds = await Promise.all(connections.map((each) => record(each).catch(() => [])));
  finder.removeAllDebuggees();
  sendAsyncMessage('${reply}', sounds);
})()`;

/** A window that is closed meanwhile never answers. */
const askProcesses = (script: string, reply: string) => `new Promise((done) => {
  const heard = ({ data }) => {
    Services.ppmm.removeMessageListener('${reply}', heard);
    done(data);
  };
  Services.ppmm.addMessageListener('${reply}', heard);
  setTimeout(() => heard({ data: [] }), ${4 * RECORDED_MS});
  Services.ppmm.loadProcessScript('data:application/javascript,' + encodeURIComponent(${JSON.stringify(script)}), false);
})`;

/** What the open connections of the browser have received, by their own statistics. */
const RECEIVED = `new Promise((done) => WebrtcGlobalInformation.getAllStats(({ reports }) =>
  done(reports.filter(({ closed }) => !closed).map(({ inboundRtpStreamStats }) =>
    inboundRtpStreamStats.map(({ packetsReceived, packetsDiscarded, audioLevel, lastPacketReceivedTimestamp, timestamp }) =>
      ({ packetsReceived, packetsDiscarded, audioLevel, silentFor: timestamp - lastPacketReceivedTimestamp }))))))`;

let asked = 0;

/** What Firefox's call window hears now, one entry for each call that has sound. */
export async function windowHears({ bidi }: FirefoxSandbox): Promise<Heard[]> {
  const window = await bidi.inBrowserWindow<number | null>(FIND_WINDOW);
  if (window === null) return [];
  asked += 1;
  const reply = `heard-${asked}`;
  const sounds = await bidi.inBrowserWindow<number[][]>(askProcesses(listenInProcess(window, reply), reply));
  return sounds.map((samples) => listen({ samples: Float64Array.from(samples), rate: RATE }, 1));
}

/** Waits until the call window hears a tone within 15 Hz of `hz` and no other; for null, until it hears no tone. */
export async function untilWindowHears(
  firefox: FirefoxSandbox,
  hz: number | null,
  timeoutMs = 20_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const all = await windowHears(firefox);
    const tones = all.map(({ toneHz }) => toneHz).filter((tone) => tone !== null);
    const fits = hz === null ? tones.length === 0 : tones.length === 1 && Math.abs(tones[0]! - hz) <= 15;
    if (fits) return;
    if (Date.now() > deadline) {
      const received = await firefox.bidi.inBrowserWindow(RECEIVED);
      throw new Error(
        `The call window hears ${JSON.stringify(all)}, not ${hz ?? 'silence'}; it received ${JSON.stringify(received)}.`,
      );
    }
  }
}
