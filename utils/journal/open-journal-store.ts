import { JournalError, openJournalDatabase, type JournalDatabase } from '@/utils/journal/journal-database';
import { createJournalStore, type JournalStore } from '@/utils/journal/journal-store';
import { createMemoryStore } from '@/utils/journal/memory-store';

/** The journal to work with, whatever state the disk is in. */
export interface OpenedJournal {
  store: JournalStore;
  /** A plain sentence when calls are kept in memory only. */
  problem?: string;
  /** A plain sentence when the journal on disk was damaged. */
  damage?: string;
}

/** Opens the journal, and its copy in `copies`; never rejects: without a disk, calls are kept in memory. */
export async function openJournalStore(
  factory: IDBFactory,
  copies: IDBFactory | null = null,
): Promise<OpenedJournal> {
  const open = () => openJournalDatabase(factory, undefined, copies);
  try {
    const opened = await open();
    return {
      store: createJournalStore(opened, open),
      damage: damageOf(opened),
    };
  } catch (error) {
    const problem =
      error instanceof JournalError
        ? error.message
        : 'The browser cannot open its storage. Calls are kept in memory only.';
    return { store: createMemoryStore(), problem };
  }
}

function damageOf({ quarantined, rescued, emptied, takenBack }: JournalDatabase): string | undefined {
  // All came back from the copy: nothing is missing that a user would have to look for.
  if (takenBack > 0) return undefined;
  if (emptied)
    return 'The browser found its storage damaged and emptied it. Calls that were not yet in your CRM may be missing there: please check today’s calls.';
  if (quarantined.length === 0) return undefined;
  return `${rescued === 1 ? 'One call was' : `${rescued} calls were`} saved from it into a new list, and what waits for your CRM is sent as before.`;
}
