import type { MediaEvent } from '@/utils/phone/media/media-host';
import { type AudioCounters, type Expectation, judge, readCounters } from '@/utils/phone/media/quality';

/** How often the counters are read while a call is connected. */
const EVERY = 5_000;

/** Reports the quality of a call every five seconds, from its first to its last. */
export function watchQuality(
  peer: Pick<RTCPeerConnection, 'getStats' | 'connectionState'>,
  onEvent: (event: MediaEvent) => void,
  expects: () => Expectation,
): { stop(): void } {
  let before: AudioCounters | null = null;
  let expected = expects();
  const timer = setInterval(() => void look(), EVERY);

  async function look(): Promise<void> {
    if (peer.connectionState !== 'connected') {
      before = null;
      return;
    }
    const report = await peer.getStats();
    const now = readCounters(report as unknown as Iterable<[string, Record<string, unknown>]>, Date.now());
    const wanted = expects();
    // A hold that began or ended in between makes the interval mean nothing.
    const same = wanted.held === expected.held && wanted.muted === expected.muted;
    if (before && same) onEvent({ type: 'quality', quality: judge(before, now, wanted) });
    before = now;
    expected = wanted;
  }

  return { stop: () => clearInterval(timer) };
}
