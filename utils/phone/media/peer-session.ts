import type { BrowserMedia } from '@/utils/phone/media/browser-media';
import { createPeer, type EarlyOffer } from '@/utils/phone/media/early-offer';
import { gatherCandidates, onlyRelayed } from '@/utils/phone/media/ice-gathering';
import type { MediaEvent, MediaOptions, MediaSession } from '@/utils/phone/media/media-host';
import { openMicrophone, type Microphone } from '@/utils/phone/media/microphone';
import { mixInto } from '@/utils/phone/media/mixing';
import { createSpeaker } from '@/utils/phone/media/speaker';
import { watchQuality } from '@/utils/phone/media/watch-quality';
import { watchSilence } from '@/utils/phone/media/watch-silence';

/** A media session with what `bridge` needs of its partner. */
export interface PeerSession extends MediaSession {
  /** What the far end says. */
  readonly remoteStream: MediaStream;
  /** A device came or went. */
  checkDevices(): void;
}

/** Sound over an `RTCPeerConnection` of this document. Takes over the open microphone, and the offer that was begun meanwhile. */
export function createPeerSession(
  browser: BrowserMedia,
  { microphone, early }: { microphone: Microphone; early: EarlyOffer | null },
  options: MediaOptions,
  onEvent: (event: MediaEvent) => void,
): PeerSession {
  const peer = early?.peer ?? createPeer(browser, options);
  const expects = { server: options.iceServers.length > 0, relayOnly: options.relayOnly };
  const remoteStream = new MediaStream();
  const speaker = createSpeaker(browser, remoteStream, options.audio.output, onEvent);
  let audio = options.audio;
  let stream = microphone.stream;
  let muted = false;
  let held = false;
  let closed = false;
  /** What was offered before anybody asked for it serves as the first plain offer. */
  let unused = early;
  let mix: { track: MediaStreamTrack; close(): void } | null = null;
  // Made by `addTrack`, not `addTransceiver`: only so an offer from the far end takes it over (RFC 8829 §5.10).
  const sender = early?.transceiver.sender ?? peer.addTrack(track(), stream);
  const transceiver = peer.getTransceivers().find((each) => each.sender === sender)!;
  const isHeld = () => held || transceiver.currentDirection !== 'sendrecv';
  const quality = watchQuality(peer, onEvent, () => ({ held: isHeld(), muted }));
  const silence = watchSilence(peer, onEvent, isHeld);

  peer.addEventListener('track', ({ track: remote }) => {
    remoteStream.addTrack(remote);
    speaker.restart();
  });
  peer.addEventListener('connectionstatechange', () => {
    if (closed) return;
    if (peer.connectionState === 'connected') onEvent({ type: 'connected' });
    if (peer.connectionState === 'disconnected' || peer.connectionState === 'failed')
      onEvent({ type: 'disconnected' });
  });
  watchTrack();

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
      else await sender.replaceTrack(track());
      watchTrack();
      if (lost || !next.chosen) onEvent({ type: 'device-changed', kind: 'input' });
    } catch {
      if (!closed) onEvent({ type: 'microphone-lost' });
    }
  }

  let bridged: PeerSession | null = null;
  function bridgeTo(other: PeerSession | null): void {
    mix?.close();
    mix = null;
    bridged = other;
    if (other) mix = mixInto(browser, [stream, other.remoteStream]);
    void sender.replaceTrack(mix?.track ?? track());
  }

  async function local(description: RTCLocalSessionDescriptionInit): Promise<string> {
    await peer.setLocalDescription(description);
    await gatherCandidates(peer, expects);
    return described();
  }

  function described(): string {
    const sdp = peer.localDescription?.sdp ?? '';
    return options.relayOnly ? onlyRelayed(sdp) : sdp;
  }

  return {
    remoteStream,
    async createOffer({ hold, iceRestart }) {
      held = hold;
      const begun = hold || iceRestart ? null : unused;
      unused = null;
      if (begun) {
        await begun.described;
        return described();
      }
      transceiver.direction = hold ? 'sendonly' : 'sendrecv';
      return local(await peer.createOffer({ iceRestart }));
    },
    async createAnswer(remoteSdp, { hold }) {
      held = hold;
      await peer.setRemoteDescription({ type: 'offer', sdp: remoteSdp });
      transceiver.direction = hold ? 'sendonly' : 'sendrecv';
      return local(await peer.createAnswer());
    },
    async setRemoteAnswer(sdp, { early } = { early: false }) {
      await peer.setRemoteDescription({ type: early ? 'pranswer' : 'answer', sdp });
    },
    async rollback() {
      if (peer.signalingState === 'have-local-offer') await peer.setLocalDescription({ type: 'rollback' });
      else if (peer.signalingState === 'have-remote-offer')
        await peer.setRemoteDescription({ type: 'rollback', sdp: '' });
    },
    setMuted(value) {
      muted = value;
      track().enabled = !value;
    },
    sendDtmf(tone) {
      const { dtmf } = sender;
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
      quality.stop();
      silence.stop();
      mix?.close();
      stop(stream);
      speaker.close();
      peer.close();
    },
  };
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
