import type { CrmRecord } from '@/utils/crm/connector';

/** One page of contacts, and where the next begins. */
export interface ContactsPage {
  records: CrmRecord[];
  next?: string;
}

/** What a phone book needs. */
export interface PhoneBookOptions {
  /** Reads one page; without a token the first. */
  page: (token?: string) => Promise<ContactsPage>;
  now: () => number;
}

/** The CRM's contacts for dialling by name: read-only, in memory, and there while the CRM is not. */
export interface PhoneBook {
  /** Contacts that fit, best first. Never waits. */
  search(text: string, limit: number): CrmRecord[];
  /** Reads the contacts unless that was done within the hour. Rejects as `page` does; what was there stays. */
  sync(): Promise<void>;
}

const KEEP_MS = 3_600_000;
const MOST_CONTACTS = 2_000;

/** See `PhoneBook`. Nothing touches the disk: contact data is the CRM's to keep. */
export function createPhoneBook({ page, now }: PhoneBookOptions): PhoneBook {
  let contacts: { record: CrmRecord; words: string[]; digits: string[] }[] = [];
  let syncedAt = -Infinity;
  let syncing: Promise<void> | null = null;

  async function read(): Promise<void> {
    const records: CrmRecord[] = [];
    let token: string | undefined;
    do {
      const answer = await page(token);
      records.push(...answer.records);
      token = answer.next;
    } while (token && records.length < MOST_CONTACTS);
    contacts = records.map((record) => ({
      record,
      words: wordsOf(`${record.name} ${record.company ?? ''}`),
      digits: record.phones.map((phone) => phone.number.replace(/\D/g, '')),
    }));
    syncedAt = now();
  }

  return {
    search(text, limit) {
      const wanted = wordsOf(text);
      const number = /^[+\d\s().-]+$/.test(text) ? text.replace(/\D/g, '') : '';
      if (wanted.length === 0) return [];
      const fits = ({ words, digits }: (typeof contacts)[number]) =>
        number.length >= 3
          ? digits.some((one) => one.includes(number))
          : wanted.every((start) => words.some((word) => word.startsWith(start)));
      const plain = wanted.join(' ');
      const begins = (record: CrmRecord) => Number(wordsOf(record.name).join(' ').startsWith(plain));
      return contacts
        .filter(fits)
        .map(({ record }) => record)
        .sort((a, b) => begins(b) - begins(a) || a.name.localeCompare(b.name))
        .slice(0, limit);
    },
    sync() {
      if (now() - syncedAt < KEEP_MS) return Promise.resolve();
      syncing ??= read().finally(() => {
        syncing = null;
      });
      return syncing;
    },
  };
}

/** Words without case and accents: `Étienne` is found by `etienne`. */
function wordsOf(text: string): string[] {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
