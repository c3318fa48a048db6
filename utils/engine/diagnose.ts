import type { createLineLog } from '@/utils/engine/line-log';
import type { Journal } from '@/utils/journal/journal';
import type { Diagnostics, DiagnosticsReport } from '@/utils/messaging/diagnostics';
import type { SipTrace } from '@/utils/phone/sip/sip-trace';

/** Calls whose sound is listed. */
const LAST_CALLS = 10;

export interface DiagnoseParts {
  lineLog: ReturnType<typeof createLineLog>;
  journal: Pick<Journal, 'history'>;
  trace: SipTrace;
}

/** What the engine can tell of itself. */
export async function diagnose({ lineLog, journal, trace }: DiagnoseParts): Promise<Diagnostics> {
  return {
    line: lineLog.moments(),
    // A disk that refuses must not take the rest of the report with it.
    calls: await journal.history({ text: '', limit: LAST_CALLS }).catch(() => []),
    trace: { until: trace.until(), messages: trace.entries().length },
  };
}

/** The same, with what was recorded between phone and PBX. */
export async function reportOf(parts: DiagnoseParts): Promise<DiagnosticsReport> {
  return { ...(await diagnose(parts)), recorded: parts.trace.entries() };
}
