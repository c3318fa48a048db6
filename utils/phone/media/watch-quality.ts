import type { MediaEvent } from '@/utils/phone/media/media-host';
import { type AudioCounters, type Expectation, judge, readCounters } from '@/utils/phone/media/quality';

/** How often the counters are read while a call is connected: silence is told within five seconds. */
const EVERY = 4_000;

/** Reports the quality of a call every four seconds, from its first to its last. */
export function watchQuality(
  peer: Pick<RTCPeerConnection, 'getStats' | 'connectionState' | 'addEventListener'>,
  onEvent: (event: MediaEvent) => void,
  expects: () => Expectation,
): { stop(): void } {
  let before: AudioCounters | null = null;
  let expected = expects();
  let timer: ReturnType<typeof setInterval> | undefined;
  peer.addEventListener('connectionstatechange', () => {
    if (timer !== undefined || peer.connectionState !== 'connected') return;
    timer = setInterval(() => void look(), EVERY);
    void look();
  });

  async function look(): Promise<void> {
    // A path that is lost says nothing of its own; what no longer arrives does.
    if (peer.connectionState === 'closed') return;
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
