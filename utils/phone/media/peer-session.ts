import { listAddresses } from '@/utils/phone/media/addresses';
import type { BrowserMedia } from '@/utils/phone/media/browser-media';
import { createPeer, type EarlyOffer } from '@/utils/phone/media/early-offer';
import type { MediaEvent, MediaOptions, MediaSession } from '@/utils/phone/media/media-host';
import { openMicrophone, type Microphone } from '@/utils/phone/media/microphone';
import { mixInto } from '@/utils/phone/media/mixing';
import { createPeerLink, type PeerLink } from '@/utils/phone/media/peer-link';
import { createPeerLinks } from '@/utils/phone/media/peer-links';
import { createSessionOrigin } from '@/utils/phone/media/session-origin';
import { createSpeaker } from '@/utils/phone/media/speaker';

/** A media session with what `bridge` needs of its partner. */
export interface PeerSession extends MediaSession {
  /** What the far end says. */
  readonly remoteStream: MediaStream;
  /** A device came or went. */
  checkDevices(): void;
}

/** How long an ICE restart may look for an address, milliseconds: its own, or that of a relay. */
const OWN_ADDRESS = 600;
const RELAYED_ADDRESS = 1_500;

/** Sound over an `RTCPeerConnection` of this document. Takes over the open microphone, and the offer that was begun meanwhile. */
export function createPeerSession(
  browser: BrowserMedia,
  { microphone, early }: { microphone: Microphone; early: EarlyOffer | null },
  options: MediaOptions,
  onEvent: (event: MediaEvent) => void,
): PeerSession {
  const remoteStream = new MediaStream();
  const speaker = createSpeaker(browser, remoteStream, options.audio.output, onEvent);
  const stamp = createSessionOrigin();
  let audio = options.audio;
  let stream = microphone.stream;
  let muted = false;
  let held = false;
  let closed = false;
  let mix: { track: MediaStreamTrack; close(): void } | null = null;
  let bridged: PeerSession | null = null;
  const links = createPeerLinks(connect, options.relayOnly ? RELAYED_ADDRESS : OWN_ADDRESS);
  watchTrack();

  function connect(how: { fresh: boolean }): PeerLink {
    const begun = how.fresh ? null : early;
    const peer = begun?.peer ?? createPeer(browser, options, how);
    const made = createPeerLink(
      { peer, track: mix?.track ?? track(), early: begun },
      { options, onEvent: tell, onTrack: play, addresses, wishes: () => ({ held, muted }) },
    );
    function tell(event: MediaEvent): void {
      if (made !== links.current()) return;
      if (event.type === 'connected') links.connected();
      onEvent(event);
    }
    return made;
  }

  function addresses(): Promise<string[] | null> {
    return listAddresses(browser.createPeerConnection({}, { fresh: true }));
  }

  function play(remote: MediaStreamTrack): void {
    for (const former of remoteStream.getTracks()) remoteStream.removeTrack(former);
    remoteStream.addTrack(remote);
    speaker.restart();
    // Whoever mixes our far end into what they send took the former track.
    bridged?.bridge(session);
  }

  function track(): MediaStreamTrack {
    return stream.getAudioTracks()[0]!;
  }

  function watchTrack(): void {
    const current = track();
    current.addEventListener('ended', () => {
      if (!closed && current === track()) void replaceMicrophone({ ...audio, input: 'default' }, true);
    });
  }

  async function replaceMicrophone(wanted: MediaOptions['audio'], lost: boolean): Promise<void> {
    try {
      const next = await openMicrophone(browser, wanted);
      if (closed) return stop(next.stream);
      stop(stream);
      stream = next.stream;
      track().enabled = !muted;
      if (mix) bridgeTo(bridged);
      else await links.replaceTrack(track());
      watchTrack();
      if (lost || !next.chosen) onEvent({ type: 'device-changed', kind: 'input' });
    } catch {
      if (!closed) onEvent({ type: 'microphone-lost' });
    }
  }

  function bridgeTo(other: PeerSession | null): void {
    mix?.close();
    mix = null;
    bridged = other;
    if (other) mix = mixInto(browser, [stream, other.remoteStream]);
    void links.replaceTrack(mix?.track ?? track());
  }

  const session: PeerSession = {
    remoteStream,
    async createOffer(wish) {
      held = wish.hold;
      return stamp(await links.offer(wish));
    },
    async createAnswer(remoteSdp, wish) {
      held = wish.hold;
      return stamp(await links.answer(remoteSdp, wish));
    },
    setRemoteAnswer: (sdp, how = { early: false }) => links.setRemoteAnswer(sdp, how),
    rollback: links.rollback,
    setMuted(value) {
      muted = value;
      track().enabled = !value;
    },
    sendDtmf(tone) {
      const { dtmf } = links.current().sender;
      if (!dtmf?.canInsertDTMF) return false;
      // Inserting replaces what is still to be played, so that is put first again.
      dtmf.insertDTMF(dtmf.toneBuffer + tone, 160, 70);
      return true;
    },
    bridge: (other) => bridgeTo(other as PeerSession | null),
    async setDevices(next) {
      const before = audio;
      audio = next;
      await speaker.setOutput(next.output);
      const same = (['input', 'noiseSuppression', 'echoCancellation', 'autoGainControl'] as const).every(
        (key) => before[key] === next[key],
      );
      if (!same) await replaceMicrophone(next, false);
    },
    checkDevices() {
      speaker.checkDevice();
      if (track().readyState === 'ended') void replaceMicrophone({ ...audio, input: 'default' }, true);
    },
    close() {
      if (closed) return;
      closed = true;
      mix?.close();
      stop(stream);
      speaker.close();
      links.close();
    },
  };
  return session;
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
