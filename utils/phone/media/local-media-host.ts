import { type BrowserMedia, browserMedia } from '@/utils/phone/media/browser-media';
import { beginOffer, type EarlyOffer } from '@/utils/phone/media/early-offer';
import { createKeptAhead } from '@/utils/phone/media/kept-ahead';
import { MediaError, type MediaHost, type MediaOptions } from '@/utils/phone/media/media-host';
import { type Microphone, openMicrophone } from '@/utils/phone/media/microphone';
import { createPeerSession, type PeerSession } from '@/utils/phone/media/peer-session';
import type { Clock } from '@/utils/platform/clock';

/** A microphone that was opened for a call nobody dials goes off after this time, milliseconds. */
const PREPARED_MS = 1_500;

/** What a session is made from. */
interface Acquired {
  microphone: Microphone;
  early: EarlyOffer | null;
}

/**
 * Media in this document. `canPrompt` says whether the browser shows its microphone question here: it does in a visible
 * page, not in an offscreen document, where each silent refusal brings the extension nearer to a temporary block.
 */
export function createLocalMediaHost({
  browser = browserMedia,
  canPrompt,
  clock,
}: {
  browser?: BrowserMedia;
  canPrompt: boolean;
  clock?: Clock;
}): MediaHost & Required<Pick<MediaHost, 'prepare'>> {
  const sessions = new Set<PeerSession>();
  const ahead = createKeptAhead<Acquired>({ keepMs: PREPARED_MS, letGo, clock });
  let unwatch: (() => void) | null = null;
  let refusedOnce = false;

  const isGranted = async () => (await browser.microphonePermission()) === 'granted';

  /** The candidates of a call that we offer are gathered while the microphone opens: both take their time. */
  async function acquire(options: MediaOptions): Promise<Acquired> {
    const opening = openMicrophone(browser, options.audio);
    // Without a lasting permission a browser that has not opened the microphone yet hides this machine's addresses.
    const offering = options.offers
      ? isGranted().then((granted) => (granted ? beginOffer(browser, options) : null))
      : Promise.resolve(null);
    const [microphone, early] = await Promise.allSettled([opening, offering]);
    if (microphone.status === 'rejected') {
      if (early.status === 'fulfilled') early.value?.peer.close();
      throw microphone.reason;
    }
    const offer = early.status === 'fulfilled' ? early.value : null;
    await offer?.transceiver.sender.replaceTrack(microphone.value.stream.getAudioTracks()[0]!);
    return { microphone: microphone.value, early: offer };
  }

  async function acquireNow(options: MediaOptions): Promise<Acquired> {
    if (!canPrompt && refusedOnce && (await browser.microphonePermission()) === 'prompt')
      throw new MediaError('ask', 'Switchhook may not use the microphone yet.');
    return acquire(options).catch((error: unknown) => {
      refusedOnce ||= error instanceof MediaError && error.kind === 'ask';
      throw error;
    });
  }

  return {
    prepare(options) {
      return ahead.begin(JSON.stringify(options), async () => {
        // Nobody is asked for the microphone before the call is wanted for sure.
        if (!(await isGranted())) throw new MediaError('ask', 'Switchhook may not use the microphone yet.');
        return acquire(options);
      });
    },
    async open(_callId, options, onEvent) {
      const prepared = await ahead.take(JSON.stringify(options))?.catch(() => null);
      const { microphone, early } = prepared ?? (await acquireNow(options));
      const session = createPeerSession(browser, { microphone, early }, options, onEvent);
      if (!microphone.chosen) onEvent({ type: 'device-changed', kind: 'input' });
      unwatch ??= browser.onDeviceChange(() => sessions.forEach((each) => each.checkDevices()));
      sessions.add(session);
      const { close } = session;
      session.close = () => {
        close();
        sessions.delete(session);
        if (sessions.size > 0) return;
        unwatch?.();
        unwatch = null;
      };
      return session;
    },
  };
}

function letGo({ microphone, early }: Acquired): void {
  for (const track of microphone.stream.getTracks()) track.stop();
  early?.peer.close();
}
