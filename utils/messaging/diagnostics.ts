import type { HistoryItem } from '@/utils/journal/history';
import type { PhoneStatus } from '@/utils/phone/phone-status';
import type { TraceEntry } from '@/utils/phone/sip/sip-trace';

/** A change of the line, as the diagnostics page lists it. */
export interface LineMoment extends Pick<PhoneStatus, 'line' | 'problem' | 'sipStatus' | 'server'> {
  /** Epoch milliseconds. */
  at: number;
}

/** What the engine knows about itself. JSON-safe; no secrets. */
export interface Diagnostics {
  /** Oldest first. */
  line: readonly LineMoment[];
  /** The last calls, newest first. */
  calls: HistoryItem[];
  trace: {
    /** Epoch milliseconds at which the recording ends; null while it is off. */
    until: number | null;
    messages: number;
  };
}

/** Everything for the file that is handed on: the above, and what was recorded, already made harmless. */
export interface DiagnosticsReport extends Diagnostics {
  recorded: readonly TraceEntry[];
}
