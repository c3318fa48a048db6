import { JournalError, openJournalDatabase } from '@/utils/journal/journal-database';
import { createJournalStore, type JournalStore } from '@/utils/journal/journal-store';
import { createMemoryStore } from '@/utils/journal/memory-store';

/** The journal to work with, whatever state the disk is in. */
export interface OpenedJournal {
  store: JournalStore;
  /** A plain sentence when calls are kept in memory only. */
  problem?: string;
  /** Names of damaged databases that were set aside. */
  quarantined: string[];
}

/** Opens the journal; never rejects: without a disk, calls are kept in memory. */
export async function openJournalStore(factory: IDBFactory, name?: string): Promise<OpenedJournal> {
  try {
    const opened = await openJournalDatabase(factory, name);
    return {
      store: createJournalStore(opened, () => openJournalDatabase(factory, name)),
      quarantined: opened.quarantined,
    };
  } catch (error) {
    const problem =
      error instanceof JournalError
        ? error.message
        : 'The browser cannot open its storage. Calls are kept in memory only.';
    return { store: createMemoryStore(), problem, quarantined: [] };
  }
}
