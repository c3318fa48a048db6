import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { deleteJournalDatabases, openJournalDatabase } from '@/utils/journal/journal-database';
import { createJournalStore } from '@/utils/journal/journal-store';
import { openJournalStore } from '@/utils/journal/open-journal-store';
import { aCall, endedCall, fakeCrm, jobOf, startJournal } from '../../support/journal.ts';

/** A database of the journal's name that is not the journal's. */
function spoil(factory: IDBFactory, version: number, tables: string[] = []): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = factory.open('switchhook-journal', version);
    request.addEventListener('upgradeneeded', () => {
      for (const table of tables) request.result.createObjectStore(table);
    });
    request.addEventListener('success', () => {
      request.result.close();
      resolve();
    });
    request.addEventListener('error', () => reject(request.error!));
  });
}

/** A journal as a fault of the disk may leave it: one table is gone, the others can be read. */
function halfOf(factory: IDBFactory, tables: Record<string, readonly unknown[]>): Promise<void> {
  return new Promise((resolve) => {
    const request = factory.open('switchhook-journal', 1);
    request.addEventListener('upgradeneeded', () => {
      for (const [name, rows] of Object.entries(tables)) {
        const store = request.result.createObjectStore(name, { keyPath: 'id' });
        for (const row of rows) store.put(row);
      }
    });
    request.addEventListener('success', () => {
      request.result.close();
      resolve();
    });
  });
}

describe('the journal on disk', () => {
  it('sets a damaged database aside, untouched, and goes on with a new one', async () => {
    const factory = new IDBFactory();
    await spoil(factory, 1, ['something-else']);
    const { name, quarantined } = await openJournalDatabase(factory);
    expect({ name, quarantined }).toEqual({
      name: 'switchhook-journal-2',
      quarantined: ['switchhook-journal'],
    });
    expect((await factory.databases()).map((one) => one.name)).toContain('switchhook-journal');
  });

  it('takes along what can still be read of a damaged one, and says so', async () => {
    const former = await startJournal();
    await former.journal.finish(endedCall(), jobOf, 'org/user');
    const rows = { calls: [await former.store.call('call-1')], outbox: await former.store.outbox() };
    const factory = new IDBFactory();
    await halfOf(factory, rows);
    const { store, damage } = await openJournalStore(factory);
    expect(damage).toMatch(/One call was saved/);
    expect(await store.outbox()).toMatchObject([{ id: 'call-1' }]);
    expect(await store.write((tables) => tables.nextSeq())).toBe(2);
  });

  it('stays with the new one from then on', async () => {
    const factory = new IDBFactory();
    await spoil(factory, 1, ['something-else']);
    (await openJournalDatabase(factory)).database.close();
    expect(await openJournalDatabase(factory)).toMatchObject({
      name: 'switchhook-journal-2',
      quarantined: [],
    });
  });

  it('does not touch the journal of a newer version, and keeps calls in memory', async () => {
    const factory = new IDBFactory();
    await spoil(factory, 99);
    await expect(openJournalDatabase(factory)).rejects.toMatchObject({ kind: 'newer-version' });
    const opened = await openJournalStore(factory);
    expect(opened.problem).toMatch(/newer version/);
    await opened.store.write((tables) => tables.nextSeq());
    expect(await opened.store.outbox()).toEqual([]);
  });

  it('opens anew when the browser closed it', async () => {
    const factory = new IDBFactory();
    const opened = await openJournalDatabase(factory);
    const store = createJournalStore(opened, () => openJournalDatabase(factory));
    await store.setMeta('a', 1);
    opened.database.close();
    expect(await store.getMeta('a')).toBe(1);
  });

  it('is written whole or not at all', async () => {
    const { store, journal } = await startJournal();
    await journal.begin(aCall());
    await expect(
      store.write(async (tables) => {
        tables.deleteCall('call-1');
        await tables.nextSeq();
        throw new Error('half-way');
      }),
    ).rejects.toThrow('half-way');
    expect(await store.call('call-1')).toBeTruthy();
  });

  it('is deleted while it is in use, and is empty for the next call', async () => {
    const factory = new IDBFactory();
    const { store } = await openJournalStore(factory);
    await store.setMeta('a', 1);
    await deleteJournalDatabases(factory);
    expect(await store.getMeta('a')).toBeUndefined();
  });

  it('is deleted with all its generations', async () => {
    const factory = new IDBFactory();
    await spoil(factory, 1, ['something-else']);
    (await openJournalDatabase(factory)).database.close();
    await deleteJournalDatabases(factory);
    expect(await factory.databases()).toEqual([]);
  });
});

describe('a disk that refuses while logs wait', () => {
  it('stops the deliveries instead of sending what cannot be written down', async () => {
    let full = false;
    const { journal, clock } = await startJournal({
      wrap: (store) => ({
        ...store,
        write: (task) => (full ? Promise.reject(new Error('full')) : store.write(task)),
      }),
    });
    await journal.finish(endedCall(), jobOf, '');
    full = true;
    const { crm, asked } = fakeCrm();
    expect(await journal.drain(crm, 'org/user')).toEqual({ nextAt: clock.now() + 60_000 });
    expect(asked).toEqual([]);
    full = false;
    await journal.drain(crm, 'org/user');
    expect(asked).toEqual(['logCall']);
  });
});

describe('a connector that breaks its word', () => {
  it('leaves its own log in doubt, and does not hold up the others', async () => {
    const { journal } = await startJournal();
    for (const id of ['a', 'b']) await journal.finish(endedCall({ id, pbxId: id }), jobOf, '');
    const { crm, calls } = fakeCrm();
    let first = true;
    const broken = {
      ...crm,
      logCall: (entry: Parameters<typeof crm.logCall>[0]) => {
        if (!first) return crm.logCall(entry);
        first = false;
        return Promise.reject(new TypeError('x is undefined'));
      },
    };
    await journal.drain(broken, 'org/user');
    expect(calls.map((call) => call.subject)).toEqual(['Call b']);
    expect(await journal.outboxItems('')).toMatchObject([{ id: 'a', state: 'unknown' }]);
  });
});
