import { describe, expect, it } from 'vitest';
import type { CrmRecord } from '@/utils/crm/connector';
import { createPhoneBook, type ContactsPage } from '@/utils/crm/phone-book';

const contact = (name: string, company = '', number = ''): CrmRecord => ({
  module: 'Contacts',
  id: name,
  kindLabel: 'Contact',
  name,
  company,
  phones: number ? [{ label: 'Phone', number }] : [],
  url: '',
});

function setup(pages: CrmRecord[][]) {
  const state = { now: 0, read: 0, down: false };
  const book = createPhoneBook({
    now: () => state.now,
    async page(token): Promise<ContactsPage> {
      state.read++;
      if (state.down) throw new Error('down');
      const index = Number(token ?? 0);
      return { records: pages[index]!, next: index + 1 < pages.length ? String(index + 1) : undefined };
    },
  });
  const names = (text: string) => book.search(text, 3).map((record) => record.name);
  return { book, state, names };
}

describe('the phone book', () => {
  it('finds by the beginnings of words, without case and accents, those that begin so first', async () => {
    const { book, names } = setup([
      [contact('Bob Étienne'), contact('Etienne Garnier')],
      [contact('Ann', 'Étienne & Fils'), contact('Zoe')],
    ]);
    expect(names('etienne')).toEqual([]);
    await book.sync();
    expect(names('ETI')).toEqual(['Etienne Garnier', 'Ann', 'Bob Étienne']);
    expect(names('gar eti')).toEqual(['Etienne Garnier']);
    expect(names('  ')).toEqual([]);
  });

  it('finds by a part of the number, however it is written', async () => {
    const { book, names } = setup([
      [contact('Ann', '', '(206) 555-0118'), contact('Bob', '', '303.555.0118')],
    ]);
    await book.sync();
    expect(names('206 555')).toEqual(['Ann']);
    expect(names('+12')).toEqual([]);
  });

  it('is read once an hour, once for all who ask, and keeps what it has when the CRM is down', async () => {
    const { book, state, names } = setup([[contact('Ann')]]);
    await Promise.all([book.sync(), book.sync()]);
    await book.sync();
    expect(state.read).toBe(1);
    state.now += 3_600_000;
    state.down = true;
    await expect(book.sync()).rejects.toThrow('down');
    expect(names('ann')).toEqual(['Ann']);
  });
});
