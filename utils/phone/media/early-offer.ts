import type { BrowserMedia } from '@/utils/phone/media/browser-media';
import { gatherCandidates } from '@/utils/phone/media/ice-gathering';
import type { MediaOptions } from '@/utils/phone/media/media-host';

/** A connection that is being offered before there is a microphone. */
export interface EarlyOffer {
  peer: RTCPeerConnection;
  transceiver: RTCRtpTransceiver;
  /** Resolves when the local description has what it needs (`gatherCandidates`). Rejects when no offer could be made. */
  described: Promise<void>;
}

/** A connection with nothing in it yet. */
export const createPeer = (
  browser: BrowserMedia,
  { iceServers, relayOnly }: Pick<MediaOptions, 'iceServers' | 'relayOnly'>,
  how = { fresh: false },
): RTCPeerConnection =>
  browser.createPeerConnection(
    {
      iceServers,
      iceTransportPolicy: relayOnly ? 'relay' : 'all',
      bundlePolicy: 'balanced',
      rtcpMuxPolicy: 'require',
    },
    how,
  );

/** Makes an offer without a track and gathers its candidates; the microphone's track comes by `replaceTrack`. */
export function beginOffer(browser: BrowserMedia, options: MediaOptions): EarlyOffer {
  const peer = createPeer(browser, options);
  const transceiver = peer.addTransceiver('audio', { direction: 'sendrecv', streams: [new MediaStream()] });
  const described = describe();
  // Whoever asks for the offer hears of it.
  described.catch(() => undefined);
  return { peer, transceiver, described };

  async function describe(): Promise<void> {
    await peer.setLocalDescription(await peer.createOffer());
    await gatherCandidates(peer, { server: options.iceServers.length > 0, relayOnly: options.relayOnly });
  }
}
