import type { CrmRecord, PhoneNumber, RecordDraft, RecordKind, RecordRef } from '@/utils/crm/connector';
import { CrmError } from '@/utils/crm/crm-error';
import {
  inOrder,
  isSame,
  isStale,
  LINGER_MS,
  matchOf,
  newCard,
  pickedRecord,
} from '@/utils/engine/call-cards';
import type { ContactLookup } from '@/utils/crm/contact-lookup';
import type { CrmDesk } from '@/utils/engine/crm-desk';
import type { CallCard } from '@/utils/messaging/app-state';
import { parseNumber } from '@/utils/numbers/parse';
import type { Call } from '@/utils/phone/call';

/** Seconds in which a record created from a call can be taken back. */
const UNDO_MS = 10_000;

/** What a call went through, for those who act on it. */
export type CallMoment = 'ringing' | 'answered' | 'ended' | 'looked-up';

interface CallDeskDeps {
  crm: CrmDesk;
  lookup: ContactLookup;
  /** Writes a call down; resolves when it is on disk. Never rejects. */
  writeDown: (call: Call, card: CallCard) => Promise<void>;
  /** Closes the call's journal row and puts its log into the outbox. Never rejects. */
  finish: (card: CallCard) => Promise<void>;
  /** Pop and automatic creation listen here. */
  onMoment: (moment: CallMoment, card: CallCard) => void;
  /** A card has gone. */
  onGone?: (callId: string) => void;
  country: () => string;
  now: () => number;
  later: (ms: number, task: () => void) => void;
  onChange: () => void;
}

interface Entry {
  card: CallCard;
  /** The card was dismissed: answers that still come are for nobody. */
  gone: boolean;
  /** Settles when the lookup has ended, one way or the other. */
  lookedUp: Promise<void>;
  finished: boolean;
}

/** The cards of all calls: follows the phone, looks callers up, keeps what the user types, hands ended calls to the journal. */
export function createCallDesk(deps: CallDeskDeps) {
  const entries = new Map<string, Entry>();

  const change = (id: string, patch: Partial<CallCard>) => {
    const entry = entries.get(id);
    if (!entry) return;
    entry.card = { ...entry.card, ...patch };
    deps.onChange();
  };

  const numberOf = (call: Call): PhoneNumber => {
    const parsed = parseNumber(call.remote.number, deps.country());
    return {
      raw: call.remote.number,
      e164: call.remote.e164 ?? (parsed?.valid ? parsed.e164 : undefined),
      country: parsed?.country ?? deps.country(),
    };
  };

  async function lookUp(entry: Entry): Promise<void> {
    const { id } = entry.card.call;
    const number = numberOf(entry.card.call);
    const before = deps.lookup.peek(number);
    // A repeat caller is shown at once; the CRM is asked all the same.
    if (before?.records.length)
      change(id, {
        match: { ...matchOf(entry.card.call, before.records, entry.card.match), state: 'searching' },
      });
    const answer = await deps.lookup.find(number);
    if (entry.gone) return;
    const match = matchOf(entry.card.call, answer.records, entry.card.match);
    change(id, {
      match: answer.state === 'failed' ? { ...match, state: 'failed', message: answer.message } : match,
    });
    deps.onMoment('looked-up', entry.card);
    void loadDetails(id);
  }

  async function loadDetails(id: string): Promise<void> {
    const record = entries.get(id)?.card.match.picked;
    if (!record) return;
    try {
      const details = await deps.crm.ask((connector) => connector.details(record));
      const match = entries.get(id)?.card.match;
      if (match?.picked?.id === record.id) change(id, { match: { ...match, details } });
    } catch {
      // The card lives without its deals and activities; the name stands.
    }
  }

  function begin(call: Call): void {
    const card = newCard(call, deps.crm.connector() !== null);
    const entry: Entry = {
      card,
      gone: false,
      lookedUp: Promise.resolve(),
      finished: false,
    };
    entries.set(call.id, entry);
    void deps.writeDown(call, card);
    if (card.match.state === 'searching') entry.lookedUp = lookUp(entry);
    if (call.phase !== 'ended') deps.onMoment('ringing', card);
  }

  async function end(entry: Entry): Promise<void> {
    if (entry.finished) return;
    entry.finished = true;
    await entry.lookedUp;
    await deps.finish(entry.card);
    deps.onMoment('ended', entry.card);
    deps.later(LINGER_MS, () => sweep());
  }

  function remove(id: string): void {
    entries.delete(id);
    deps.onGone?.(id);
  }

  function sweep(): void {
    for (const [id, { card }] of entries) if (isStale(card, deps.now())) remove(id);
    deps.onChange();
  }

  function follow(call: Call): void {
    const entry = entries.get(call.id);
    if (!entry) {
      begin(call);
    } else {
      const before = entry.card.call;
      entry.card = { ...entry.card, call };
      if (before.phase !== call.phase) {
        void deps.writeDown(call, entry.card);
        if (call.phase === 'active') deps.onMoment('answered', entry.card);
      }
    }
    const followed = entries.get(call.id)!;
    if (call.phase === 'ended') void end(followed);
  }

  function need(callId: string): Entry {
    const entry = entries.get(callId);
    if (!entry) throw new CrmError('rejected', 'This call is no longer here.');
    return entry;
  }

  function adopt(callId: string, record: CrmRecord): void {
    const { match } = need(callId).card;
    const others = match.records.filter(({ id }) => id !== record.id);
    change(callId, {
      match: {
        ...match,
        state: 'found',
        records: [record, ...others],
        picked: { module: record.module, id: record.id },
      },
    });
  }

  return {
    /** Takes over the phone's newest calls. */
    follow: (calls: Call[]): void => calls.forEach(follow),
    cards: (): CallCard[] => inOrder([...entries.values()].map(({ card }) => card)),
    card: (callId: string): CallCard | undefined => entries.get(callId)?.card,
    change,

    /** Chooses the record the call belongs to: one that was found for it, or any other of the CRM. Rejects with `CrmError`. */
    async pick(callId: string, record: RecordRef): Promise<void> {
      const isFound = need(callId).card.match.records.some((one) => isSame(one, record));
      if (!isFound) {
        const other = await deps.crm.ask((connector) => connector.get(record));
        if (!other) throw new CrmError('rejected', 'This record is no longer in the CRM.');
        adopt(callId, other);
      }
      const { match } = need(callId).card;
      change(callId, {
        match: { ...match, picked: { module: record.module, id: record.id }, details: undefined },
      });
      void loadDetails(callId);
    },

    /** Creates a record for the call and makes the call its own. Rejects with `CrmError`. */
    async create(callId: string | null, kind: RecordKind, draft: RecordDraft): Promise<CrmRecord> {
      const record = await deps.crm.ask((connector) => connector.create(kind, draft));
      if (callId !== null && entries.has(callId)) {
        adopt(callId, record);
        deps.lookup.remember(numberOf(need(callId).card.call), need(callId).card.match.records);
        change(callId, { created: { record, undoUntil: deps.now() + UNDO_MS } });
      }
      return record;
    },

    /** Takes back what was created a moment ago. */
    async undoCreate(callId: string): Promise<void> {
      const { created, match } = need(callId).card;
      if (!created) return;
      if (deps.now() > created.undoUntil)
        throw new CrmError('rejected', 'It is too late to undo this here; delete the record in the CRM.');
      await deps.crm.ask((connector) => connector.remove(created.record));
      const records = match.records.filter(({ id }) => id !== created.record.id);
      change(callId, {
        created: undefined,
        match: { state: records.length === 0 ? 'none' : 'found', records, picked: undefined },
      });
    },

    dismiss(callId: string): void {
      const entry = entries.get(callId);
      if (!entry || entry.card.call.phase !== 'ended') return;
      entry.gone = true;
      remove(callId);
      deps.onChange();
    },

    pickedRecord: (callId: string): CrmRecord | undefined => {
      const card = entries.get(callId)?.card;
      return card && pickedRecord(card);
    },
    numberOf,
  };
}

/** The desk's face to the rest of the engine. */
export type CallDesk = ReturnType<typeof createCallDesk>;
