import type { CrmRecord, PhoneNumber } from '@/utils/crm/connector';
import { CrmError } from '@/utils/crm/crm-error';

/** What a lookup came to. `failed` says why in a plain sentence; the records are then what was known before. */
export interface LookupAnswer {
  state: 'found' | 'none' | 'failed';
  records: CrmRecord[];
  message?: string;
  /** Epoch milliseconds. */
  at: number;
}

/** What a contact lookup needs. */
export interface ContactLookupOptions {
  /** Asks the CRM. */
  find: (number: PhoneNumber, signal: AbortSignal) => Promise<CrmRecord[]>;
  /** Whose answers these are, such as `organisationId/userId`: another account must not see them. */
  account: () => string;
  /** Ask the CRM each time, and show what was known only until it answers. */
  alwaysQuery: () => boolean;
  now: () => number;
  timeoutMs?: number;
}

/** Who a number belongs to. */
export interface ContactLookup {
  /** What was found minutes ago, at once; null when nothing was. */
  peek(number: PhoneNumber): LookupAnswer | null;
  /** Asks the CRM unless the cache will do. Never rejects. However many ask for one number, one request is made. */
  find(number: PhoneNumber): Promise<LookupAnswer>;
  /** A record was created or picked for this number. */
  remember(number: PhoneNumber, records: CrmRecord[]): void;
  /** All answers, as after sign-in, sign-out, or other settings. */
  forget(): void;
}

const KEEP_MS = 15 * 60_000;
const MOST_KEPT = 500;
const TIMEOUT_MS = 8_000;

/** See `ContactLookup`. The cache lives in memory: contact data does not touch the disk. */
export function createContactLookup(options: ContactLookupOptions): ContactLookup {
  const { now } = options;
  const kept = new Map<string, LookupAnswer>();
  const flying = new Map<string, Promise<LookupAnswer>>();
  const keyOf = (number: PhoneNumber) => `${options.account()} ${number.e164 ?? number.raw}`;

  function keep(key: string, answer: LookupAnswer): LookupAnswer {
    kept.delete(key);
    kept.set(key, answer);
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
    return answer;
  }

  function fresh(key: string): LookupAnswer | null {
    const answer = kept.get(key);
    if (!answer) return null;
    const age = now() - answer.at;
    return age >= 0 && age < KEEP_MS ? answer : null;
  }

  async function ask(key: string, number: PhoneNumber): Promise<LookupAnswer> {
    try {
      const records = await options.find(number, AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS));
      return keep(key, { state: records.length > 0 ? 'found' : 'none', records, at: now() });
    } catch (error) {
      const message = error instanceof CrmError ? error.message : 'The CRM does not answer at the moment.';
      return { state: 'failed', records: fresh(key)?.records ?? [], message, at: now() };
    }
  }

  return {
    peek: (number) => fresh(keyOf(number)),
    find(number) {
      const key = keyOf(number);
      const there = options.alwaysQuery() ? null : fresh(key);
      if (there) return Promise.resolve(there);
      const flight =
        flying.get(key) ??
        ask(key, number).finally(() => {
          flying.delete(key);
        });
      flying.set(key, flight);
      return flight;
    },
    remember: (number, records) =>
      void keep(keyOf(number), { state: records.length > 0 ? 'found' : 'none', records, at: now() }),
    forget: () => kept.clear(),
  };
}
