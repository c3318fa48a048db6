import { redactSip } from '@/utils/phone/sip/redact-sip';

/** One message, made harmless before it was kept. */
export interface TraceEntry {
  /** Epoch milliseconds. */
  at: number;
  direction: 'sent' | 'received';
  text: string;
}

/** A recording of what phone and PBX say to each other. Off until somebody asks for it, and off by itself soon after. */
export interface SipTrace {
  /** Begins anew; what was recorded before is dropped. */
  start(): void;
  /** Ends the recording and keeps it. */
  stop(): void;
  record(direction: TraceEntry['direction'], message: string): void;
  /** Epoch milliseconds at which it ends; null while it is off. */
  until(): number | null;
  entries(): readonly TraceEntry[];
}

/** How long a recording goes on. */
const LASTS = 10 * 60_000;
const MOST_MESSAGES = 400;
const MOST_CHARACTERS = 400_000;
/** Longer messages are cut: nothing that helps stands so far behind. */
const LONGEST = 6_000;

/** Keeps messages in memory only, the newest where there are too many. */
export function createSipTrace(now: () => number): SipTrace {
  let endsAt = 0;
  let size = 0;
  let kept: TraceEntry[] = [];

  return {
    start() {
      endsAt = now() + LASTS;
      kept = [];
      size = 0;
    },
    stop() {
      endsAt = 0;
    },
    record(direction, message) {
      const at = now();
      if (at >= endsAt) return;
      const text = redactSip(message).slice(0, LONGEST);
      kept.push({ at, direction, text });
      size += text.length;
      while (kept.length > MOST_MESSAGES || size > MOST_CHARACTERS) size -= kept.shift()?.text.length ?? size;
    },
    until: () => (now() < endsAt ? endsAt : null),
    entries: () => kept,
  };
}
