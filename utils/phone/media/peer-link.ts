import { isGone } from '@/utils/phone/media/addresses';
import type { EarlyOffer } from '@/utils/phone/media/early-offer';
import { gatherCandidates, onlyRelayed } from '@/utils/phone/media/ice-gathering';
import type { MediaEvent, MediaOptions } from '@/utils/phone/media/media-host';
import { watchQuality } from '@/utils/phone/media/watch-quality';
import { watchSilence } from '@/utils/phone/media/watch-silence';

/** One peer connection with its one line of sound, and what watches it. */
export interface PeerLink {
  readonly sender: RTCRtpSender;
  /** ICE found a path, whatever came of the keys. */
  hasPath(): boolean;
  /** The offer; `reachable` says whether a candidate was found in time. */
  offer(options: {
    hold: boolean;
    iceRestart: boolean;
    latestMs?: number;
  }): Promise<{ sdp: string; reachable: boolean }>;
  answer(remoteSdp: string, options: { hold: boolean }): Promise<string>;
  setRemoteAnswer(sdp: string, type: 'answer' | 'pranswer'): Promise<void>;
  rollback(): Promise<void>;
  close(): void;
}

/** What a link tells, and asks of its session. */
export interface LinkSession {
  readonly options: Pick<MediaOptions, 'iceServers' | 'relayOnly'>;
  onEvent(event: MediaEvent): void;
  onTrack(track: MediaStreamTrack): void;
  /** The addresses of this machine as they are now; null where that cannot be told. */
  addresses(): Promise<string[] | null>;
  /** The user holds, or has muted the microphone. */
  wishes(): { held: boolean; muted: boolean };
}

/**
 * Sends `track` over `peer`, and tells what happens to it until it is closed. `early` is what was offered over it before anybody
 * asked for it, with a transceiver that sends the track: it serves as the first plain offer.
 */
export function createPeerLink(
  { peer, track, early }: { peer: RTCPeerConnection; track: MediaStreamTrack; early: EarlyOffer | null },
  { options, onEvent, onTrack, addresses, wishes }: LinkSession,
): PeerLink {
  const expects = { server: options.iceServers.length > 0, relayOnly: options.relayOnly };
  let closed = false;
  let unused = early;
  const tell = (event: MediaEvent) => void (closed || onEvent(event));
  // Made by `addTrack`, not `addTransceiver`: only so an offer from the far end takes it over (RFC 8829 §5.10).
  const sender = early?.transceiver.sender ?? peer.addTrack(track, new MediaStream([track]));
  const transceiver = peer.getTransceivers().find((each) => each.sender === sender)!;
  const isHeld = () => wishes().held || transceiver.currentDirection !== 'sendrecv';
  const quality = watchQuality(peer, tell, () => ({ held: isHeld(), muted: wishes().muted }));
  const silence = watchSilence(peer, sounds, isHeld);

  peer.addEventListener('track', (event) => onTrack(event.track));
  peer.addEventListener('connectionstatechange', () => {
    if (peer.connectionState === 'connected') tell({ type: 'connected' });
    if (peer.connectionState === 'disconnected' || peer.connectionState === 'failed')
      tell({ type: 'disconnected' });
  });

  function sounds(event: MediaEvent): void {
    tell(event);
    if (event.type === 'silent') void tellMove();
  }
  /** Says why it is silent, where that is certain: nobody needs to wait for an answer then. */
  async function tellMove(): Promise<void> {
    const now = await addresses().catch(() => null);
    if (isGone(peer.localDescription?.sdp ?? '', now)) tell({ type: 'moved' });
  }

  const direct = (hold: boolean) => void (transceiver.direction = hold ? 'sendonly' : 'sendrecv');
  function described(): string {
    const sdp = peer.localDescription?.sdp ?? '';
    return options.relayOnly ? onlyRelayed(sdp) : sdp;
  }
  return {
    sender,
    hasPath: () => peer.iceConnectionState === 'connected' || peer.iceConnectionState === 'completed',
    async offer({ hold, iceRestart, latestMs }) {
      const begun = hold || iceRestart ? null : unused;
      unused = null;
      if (begun) {
        await begun.described;
        return { sdp: described(), reachable: true };
      }
      direct(hold);
      await peer.setLocalDescription(await peer.createOffer({ iceRestart }));
      const reachable = await gatherCandidates(peer, expects, latestMs);
      return { sdp: described(), reachable };
    },
    async answer(remoteSdp, { hold }) {
      await peer.setRemoteDescription({ type: 'offer', sdp: remoteSdp });
      direct(hold);
      await peer.setLocalDescription(await peer.createAnswer());
      await gatherCandidates(peer, expects);
      return described();
    },
    setRemoteAnswer: (sdp, type) => peer.setRemoteDescription({ type, sdp }),
    async rollback() {
      if (peer.signalingState === 'have-local-offer') await peer.setLocalDescription({ type: 'rollback' });
      else if (peer.signalingState === 'have-remote-offer')
        await peer.setRemoteDescription({ type: 'rollback', sdp: '' });
    },
    close() {
      if (closed) return;
      closed = true;
      quality.stop();
      silence.stop();
      peer.close();
    },
  };
}
