import { formatDuration, speakDuration } from '@/components/words/duration';
import { useNow } from '@/components/ui/use-now';

/** Counts from the moment of the answer, in the page; the engine sends no ticks. */
export function CallTimer({ since, until, now }: { since: number; until?: number; now: () => number }) {
  const time = useNow(now, until === undefined);
  const seconds = ((until ?? time) - since) / 1000;
  return (
    <span class="timer" role="timer" aria-live="off" aria-label={speakDuration(seconds)}>
      {formatDuration(seconds)}
    </span>
  );
}
