import type { CrmConnector } from '@/utils/crm/connector';
import type { HistoryRow, OutboxRow } from '@/utils/messaging/apis';
import type { CallCard, LogState } from '@/utils/messaging/app-state';
import type { Call } from '@/utils/phone/call';
import type { Settings } from '@/utils/settings/schema';

/** What the engine asks of the journal. No method rejects because of a full or broken disk; the state says so. */
export interface EngineJournal {
  /** Writes the call and what the user typed; resolves when it is on disk. */
  write(call: Call, card: CallCard): Promise<void>;
  /** Closes the row and, if the call is to be logged, puts its entry into the outbox in the same transaction. */
  finish(card: CallCard, settings: Settings): Promise<void>;
  /** Closes what a former engine left open as interrupted. */
  recover(settings: Settings): Promise<void>;
  /** Delivers what waits; single flight. */
  drain(connector: CrmConnector | null): Promise<void>;
  counts(): { waiting: number; attention: number };
  /** What became of a call's log, once known. */
  logOf(callId: string): LogState | undefined;
  hasCalled(number: string): Promise<boolean>;
  history(query: { text: string; before?: number; limit: number }): Promise<HistoryRow[]>;
  outbox(): Promise<OutboxRow[]>;
  retry(id: string): Promise<void>;
  edit(id: string, change: { subject: string; description: string }): Promise<void>;
  discard(id: string): Promise<void>;
  forget(): Promise<void>;
  subscribe(listener: () => void): () => void;
}
