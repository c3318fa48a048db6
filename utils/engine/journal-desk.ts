import type { CallEntry, CrmConnector } from '@/utils/crm/connector';
import { callEntry, type RenderText } from '@/utils/journal/call-entry';
import type { Journal } from '@/utils/journal/journal';
import type { JournalRow, OutboxJob, RowLog } from '@/utils/journal/journal-row';
import type { CallCard, LogState, Match } from '@/utils/messaging/app-state';
import type { Call } from '@/utils/phone/call';
import { creationFor } from '@/utils/rules/create-rule';
import { DEFAULTS, type Settings } from '@/utils/settings/schema';

/** Who is signed in to the CRM, as far as logs care. */
export interface CrmAccount {
  /** `organisationId/userId`; logs wait for the account they were made for. */
  id: string;
  agent?: { id: string; firstName: string; lastName: string; email: string };
  /** The CRM user that owns the logs, where that is not the agent. */
  ownerId?: string;
}

interface JournalDeskDeps {
  journal: Journal;
  /** One call's row, for what became of its log. */
  rowOf: (callId: string) => Promise<JournalRow | undefined>;
  renderText: RenderText;
  settings: () => Settings;
  account: () => CrmAccount;
  connector: () => CrmConnector | null;
  /** Minutes east of UTC at a time, where the user is. */
  offsetMinutes: (at: number) => number;
  now: () => number;
  later: (ms: number, task: () => void) => void;
  /** Counts or a call's log changed. */
  onChange: (logs: Map<string, LogState>) => void;
}

const HEARTBEAT_MS = 5_000;
/** A disk that takes longer must not keep a caller waiting. */
const LONGEST_WRITE_MS = 1_000;

const toLogState = (log: RowLog): LogState => ({
  state: log.state,
  ...(log.message ? { message: log.message } : {}),
});

/** Whether the CRM has said who this is, or that it knows nobody. */
const isAnswered = ({ state }: Match) => state === 'found' || state === 'none';

/** Writes down what the engine knows of calls, makes their log entries, and delivers what waits. */
export function createJournalDesk(deps: JournalDeskDeps) {
  const { journal } = deps;
  /** Calls whose log pages are still shown. */
  const watched = new Set<string>();
  /** First writes of calls, so that whoever reads a row finds it. */
  const begun = new Map<string, Promise<void>>();
  let counts = { waiting: 0, attention: 0 };
  let beating = false;
  let draining: Promise<void> | null = null;
  let drainAgain = false;
  let wakeAt = Number.POSITIVE_INFINITY;

  const makeEntry = (row: JournalRow): CallEntry | null => {
    const settings = deps.settings();
    if (settings.crm.kind === 'none') return null;
    const { agent, ownerId } = deps.account();
    return callEntry(row, {
      settings: settings.journal,
      templateTexts: settings.crm.kind === 'template',
      defaults: DEFAULTS.journal,
      renderText: deps.renderText,
      country: settings.detection.country,
      own: { number: settings.sip.username, name: settings.sip.displayName },
      offsetMinutes: deps.offsetMinutes,
      clockError: deps.connector()?.clockError?.(),
      agent,
      ownerId,
    });
  };

  const makeJob = (row: JournalRow): OutboxJob | null => {
    const entry = makeEntry(row);
    const recognise = row.recognised || row.record || row.call.remote.number === '' ? undefined : true;
    return entry && { entry, recognise };
  };

  /** The job of a call nobody finished: whether its caller is known is asked anew, so that no record is made twice. */
  const makeLateJob = (row: JournalRow): OutboxJob | null => {
    const job = makeJob({ ...row, recognised: undefined });
    const situation = { match: row.record ? 'found' : 'none', created: false } as const;
    return job && { ...job, create: creationFor(row.call, deps.settings().contacts, situation) ?? undefined };
  };

  async function refresh(): Promise<void> {
    counts = await journal.counts();
    const logs = new Map<string, LogState>();
    for (const id of watched) {
      const row = await deps.rowOf(id);
      if (row?.closed === 1) logs.set(id, toLogState(row.log));
    }
    deps.onChange(logs);
  }

  function beat(): void {
    if (beating) return;
    beating = true;
    deps.later(HEARTBEAT_MS, () => {
      beating = false;
      void journal.heartbeat();
      if (watched.size > 0) beat();
    });
  }

  async function amend({ call, match, note, result, purpose }: CallCard): Promise<void> {
    const record = match.records.find(
      ({ id, module }) => id === match.picked?.id && module === match.picked.module,
    );
    await journal.amend(call.id, {
      note,
      result,
      purpose,
      ...(isAnswered(match) ? { recognised: true } : {}),
      ...(record
        ? {
            name: record.name,
            record: { module: record.module, id: record.id, name: record.name, url: record.url },
          }
        : {}),
    });
  }

  async function drainOnce(): Promise<void> {
    const connector = deps.connector();
    const account = deps.account().id;
    if (!connector || !account) return;
    const { nextAt } = await journal.drain(connector, account);
    if (nextAt === null || nextAt >= wakeAt) return;
    wakeAt = nextAt;
    deps.later(Math.max(0, nextAt - deps.now()), () => {
      wakeAt = Number.POSITIVE_INFINITY;
      void drain();
    });
  }

  /** What is owed while a drain is on its way may come too late for it: then another follows. */
  async function drainAll(): Promise<void> {
    do {
      drainAgain = false;
      await drainOnce();
    } while (drainAgain);
  }

  function drain(): Promise<void> {
    drainAgain = true;
    draining ??= drainAll().finally(() => {
      draining = null;
    });
    return draining;
  }

  journal.subscribe(() => void refresh());

  return {
    counts: () => counts,
    drain,
    refresh,

    /** The call as it is now, with what the user added. */
    async write(call: Call, card: CallCard): Promise<void> {
      if (!watched.has(call.id)) {
        watched.add(call.id);
        beat();
        const beginning = journal.begin(call);
        begun.set(call.id, beginning);
        await beginning;
      } else {
        await begun.get(call.id);
        await journal.update(call);
      }
      if (card.note || isAnswered(card.match) || card.match.picked || card.result || card.purpose)
        await amend(card);
      // The log may have left already: then what was added goes after it.
      if (call.phase === 'ended') void drain();
    },

    /** What the user adds to a call whose card has gone: it follows the log. */
    async writeLater(callId: string, added: { note: string }): Promise<void> {
      await journal.amend(callId, added);
      void drain();
    },

    /** Closes a call and delivers its log; a stranger becomes a lead or contact first, where the rule says so. */
    async finish(card: CallCard): Promise<void> {
      await amend(card);
      // Where the CRM has not answered, the delivery asks it once more before anything is created.
      const match = isAnswered(card.match) || card.match.picked ? card.match.state : 'none';
      const situation = { match, created: card.created !== undefined };
      const create = creationFor(card.call, deps.settings().contacts, situation) ?? undefined;
      const withCreation = (row: JournalRow) => {
        const job = makeJob(row);
        return job && { ...job, create };
      };
      await journal.finish(card.call, withCreation, deps.account().id);
      void drain();
    },

    /** Closes what a former engine left open. */
    async recover(): Promise<JournalRow[]> {
      const rows = await journal.recover(makeLateJob, deps.account().id);
      // Housekeeping: a disk that refuses must not stop the start.
      await journal.prune().catch(() => undefined);
      await refresh();
      return rows;
    },

    /** Resolves when the call's first row is on disk, or when the disk takes too long. */
    written: (callId: string): Promise<void> =>
      Promise.race([
        begun.get(callId),
        new Promise<void>((resolve) => deps.later(LONGEST_WRITE_MS, resolve)),
      ]),

    /** Keeps the helpdesk's ticket with the call, so that a restart does not lose it. */
    async keepTicket(callId: string, ticketId: string): Promise<void> {
      await begun.get(callId);
      await journal.amend(callId, { ticketId });
    },

    /** The call as its log would say it now; null when nothing would be logged. */
    async entryOf(callId: string): Promise<CallEntry | null> {
      await begun.get(callId);
      const row = await deps.rowOf(callId);
      return row ? makeEntry(row) : null;
    },

    /** The card has gone: nobody looks at its log any more. */
    unwatch(callId: string): void {
      watched.delete(callId);
      begun.delete(callId);
    },

    async hasCalled(number: string): Promise<boolean> {
      // The newest call with the number may be one that came in.
      const rows = await journal.history({ text: number, limit: Number.MAX_SAFE_INTEGER });
      return rows.some((row) => row.number === number && row.direction === 'outbound');
    },
  };
}

/** The desk's face to the rest of the engine. */
export type JournalDesk = ReturnType<typeof createJournalDesk>;
