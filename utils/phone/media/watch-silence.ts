import type { MediaEvent } from '@/utils/phone/media/media-host';

/** Milliseconds. */
const EVERY = 500;
/** A look sooner than this after the last says nothing: a busy browser bunches them. */
const SHORTEST = 400;

/**
 * Tells within a second when packets from the network come, and when they come no more, each once. ICE takes five to eight
 * seconds to say so, and says nothing while only the way back is gone.
 */
export function watchSilence(
  peer: Pick<RTCPeerConnection, 'getStats' | 'connectionState'>,
  onEvent: (event: MediaEvent) => void,
  isHeld: () => boolean,
): { stop(): void } {
  let before: { at: number; packets: number } | null = null;
  let flowed = false;
  const timer = setInterval(() => void look(), EVERY);

  async function look(): Promise<void> {
    if (peer.connectionState === 'new' || isHeld()) {
      before = null;
      flowed = false;
      return;
    }
    const packets = await received();
    const at = performance.now();
    if (before && at - before.at < SHORTEST) return;
    const flows = before !== null && packets !== before.packets;
    if (before && flows !== flowed) onEvent({ type: flows ? 'heard' : 'silent' });
    if (before) flowed = flows;
    before = { at, packets };
  }

  async function received(): Promise<number> {
    let packets = 0;
    // Not a receiver's own report: Chromium's is empty after the first re-INVITE.
    for (const [, entry] of (await peer.getStats()) as unknown as Iterable<[string, RTCStats]>)
      if (entry.type === 'inbound-rtp') packets += (entry as RTCInboundRtpStreamStats).packetsReceived ?? 0;
    return packets;
  }

  return { stop: () => clearInterval(timer) };
}
