import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { deleteJournalDatabases } from '@/utils/journal/journal-database';
import type { OutboxRow } from '@/utils/journal/journal-row';
import { openJournalStore } from '@/utils/journal/open-journal-store';
import { aCall } from '../../support/journal.ts';

const owed = (id: string, state: OutboxRow['state'], seq: number): OutboxRow => ({
  id,
  seq,
  title: id,
  account: '',
  job: {} as OutboxRow['job'],
  state,
  step: 'log',
  dueAt: 0,
  attempts: 0,
  misses: 0,
});

/** A journal with a call, two logs and a value, on a disk of its own and with its copy elsewhere. */
async function used() {
  const disk = new IDBFactory();
  const copies = new IDBFactory();
  const { store } = await openJournalStore(disk, copies);
  await store.write(async (tables) => {
    tables.putCall({ id: 'call-1', seq: await tables.nextSeq(), closed: 0, call: aCall() } as never);
    tables.putOutbox(owed('gone', 'ready', 2));
    tables.putOutbox(owed('ready', 'ready', 3));
    tables.putOutbox(owed('refused', 'attention', 4));
  });
  await store.write((tables) => tables.deleteOutbox('gone'));
  await store.setMeta('instanceId', 'one');
  store.close();
  return { disk, copies };
}

describe('the copy of the journal', () => {
  it('brings everything back where the browser emptied its storage', async () => {
    const { copies } = await used();
    const { store, damage } = await openJournalStore(new IDBFactory(), copies);
    expect(damage).toBeUndefined();
    expect(await store.openCalls()).toMatchObject([{ id: 'call-1' }]);
    expect(await store.getMeta('instanceId')).toBe('one');
    expect(await store.write((tables) => tables.nextSeq())).toBe(2);
  });

  it('has logs that come back looked up before they are sent', async () => {
    const { copies } = await used();
    const { store } = await openJournalStore(new IDBFactory(), copies);
    expect(await store.outbox()).toMatchObject([
      { id: 'ready', state: 'unknown' },
      { id: 'refused', state: 'attention', doubt: true },
    ]);
  });

  it('is made anew where it was lost itself', async () => {
    const { disk } = await used();
    const copies = new IDBFactory();
    (await openJournalStore(disk, copies)).store.close();
    const { store } = await openJournalStore(new IDBFactory(), copies);
    expect(await store.call('call-1')).toBeTruthy();
  });

  it('catches up with what was written without it', async () => {
    const { disk, copies } = await used();
    const alone = await openJournalStore(disk);
    await alone.store.write((tables) => tables.deleteOutbox('ready'));
    alone.store.close();
    (await openJournalStore(disk, copies)).store.close();
    const { store } = await openJournalStore(new IDBFactory(), copies);
    expect(await store.outboxRow('ready')).toBeUndefined();
  });

  it('fills the journal again when the browser takes it away in the middle of the day', async () => {
    const { disk, copies } = await used();
    const { store } = await openJournalStore(disk, copies);
    await deleteJournalDatabases(disk);
    expect(await store.call('call-1')).toBeTruthy();
  });

  it('never stops a call: a copy that cannot be written is given up, and not kept as it was', async () => {
    const { disk, copies } = await used();
    const { store } = await openJournalStore(disk, copies);
    // The browser takes it away under us: its connection is closed, as after damage.
    await deleteJournalDatabases(copies);
    await store.write((tables) => tables.deleteOutbox('ready'));
    expect(await store.outboxRow('ready')).toBeUndefined();
    expect(await copies.databases()).toEqual([]);
  });
});
