import type { CallEntry, CrmRecord, RecordDraft, RecordKind, RecordRef } from '@/utils/crm/connector';
import type { Call, CallPhase } from '@/utils/phone/call';

/** How a call came out, in the history's words. */
export type Outcome = 'answered' | 'missed' | 'not-reached' | 'answered-elsewhere';

/** What became of a call's log, as the history shows it. */
export interface RowLog {
  state: 'off' | 'waiting' | 'logged' | 'attention';
  message?: string;
  remoteId?: string;
}

/** One call on disk, from its first INVITE on. */
export interface JournalRow {
  /** The call's id. */
  id: string;
  /** Order of calls; a clock may jump, this does not. */
  seq: number;
  /** Key under which the CRM knows the call (`callKey`). */
  key: string;
  /** Name of the engine that owns the call; when it is gone, the call was interrupted. */
  owner: string;
  /** The call as last seen. */
  call: Call;
  /** Each change of phase, appended. */
  phases: { phase: CallPhase; at: number }[];
  /** Epoch milliseconds of the last sign of life. */
  heartbeatAt: number;
  /** 0 while the call goes on, 1 when it is closed. A number, because IndexedDB has no boolean keys. */
  closed: 0 | 1;
  name: string;
  record?: RecordRef & { name: string; url: string };
  /** The CRM was asked who this is, and answered. Absent while nobody knows what it would say. */
  recognised?: true;
  /** The helpdesk's ticket of this call, where one was made as it rang. */
  ticketId?: string;
  note: string;
  result?: string;
  purpose?: string;
  log: RowLog;
  /** The log as the CRM has it, once it has one: what is added later goes there as a change of it. */
  sent?: { entry: CallEntry; account: string };
  /** Epoch milliseconds of the last acknowledgement; rows go only after it (see `prune`). */
  settledAt?: number;
}

/** Where a log stands on its way to the CRM. */
export type OutboxState =
  | 'ready' // may be sent from `dueAt` on
  | 'leased' // is being sent by `leasedBy`; when that one is gone nobody knows whether it was sent
  | 'unknown' // was perhaps written: look it up by key before sending again
  | 'attention' // the CRM refused it: a human must look
  | 'done'; // acknowledged

/** What has to be written: a record for an unknown caller first, where the rules say so, then the log. */
export interface OutboxJob {
  create?: { kind: RecordKind; draft: RecordDraft };
  /** The record `create` led to; kept so that a failed log resumes with the same one. */
  created?: CrmRecord;
  /** The CRM has not said yet whose number this is: it is asked before the log goes. */
  recognise?: true;
  /** The only record with that number, as `recognise` found it. */
  found?: CrmRecord;
  entry: CallEntry;
}

/** One log on its way. Never deleted before it is acknowledged or discarded by the user; never dropped by age. */
export interface OutboxRow {
  /** The call's id. */
  id: string;
  seq: number;
  title: string;
  /** Organisation and user it belongs to, as `organisationId/userId`; empty while nobody was signed in. */
  account: string;
  job: OutboxJob;
  state: OutboxState;
  /** The PBX says that this call rang elsewhere too, under the same key: another browser may have logged it already. */
  shared?: boolean;
  /** What comes next, or was being done: `change` brings the log `remoteId`, which the CRM has, up to date. */
  step: 'create' | 'log' | 'change';
  /** Epoch milliseconds from which it may be worked on. */
  dueAt: number;
  leasedBy?: string;
  leasedUntil?: number;
  /** Failed tries in a row; sets the back-off. */
  attempts: number;
  /** Times the CRM was asked for the key and did not have it, while `unknown`. */
  misses: number;
  /** An `attention` row that was perhaps written: a retry looks it up first. */
  doubt?: boolean;
  message?: string;
  remoteId?: string;
  doneAt?: number;
}
