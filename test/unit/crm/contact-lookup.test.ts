import { describe, expect, it } from 'vitest';
import type { CrmRecord } from '@/utils/crm/connector';
import { CrmError } from '@/utils/crm/crm-error';
import { createContactLookup } from '@/utils/crm/contact-lookup';

const ann: CrmRecord = {
  module: 'Contacts',
  id: '1',
  kindLabel: 'Contact',
  name: 'Ann',
  phones: [],
  url: '',
};
const number = { raw: '2065550118', e164: '+12065550118', country: 'US' };

function setup(find: () => Promise<CrmRecord[]> = async () => [ann]) {
  const state = { now: 0, asked: 0, account: 'org/ann', always: false };
  const lookup = createContactLookup({
    find: () => {
      state.asked++;
      return find();
    },
    account: () => state.account,
    alwaysQuery: () => state.always,
    now: () => state.now,
  });
  return { lookup, state };
}

describe('looking a caller up', () => {
  it('asks once however many ask at the same time', async () => {
    const { lookup, state } = setup();
    await Promise.all([
      lookup.find(number),
      lookup.find(number),
      lookup.find({ ...number, raw: '+12065550118' }),
    ]);
    expect(state.asked).toBe(1);
  });

  it('remembers for fifteen minutes', async () => {
    const { lookup, state } = setup();
    await lookup.find(number);
    state.now += 14 * 60_000;
    expect(lookup.peek(number)?.records).toEqual([ann]);
    await lookup.find(number);
    expect(state.asked).toBe(1);
    state.now += 2 * 60_000;
    expect(lookup.peek(number)).toBeNull();
    await lookup.find(number);
    expect(state.asked).toBe(2);
  });

  it('asks each time where the user wants that, and still shows what was known at once', async () => {
    const { lookup, state } = setup();
    state.always = true;
    await lookup.find(number);
    await lookup.find(number);
    expect(state.asked).toBe(2);
    expect(lookup.peek(number)?.state).toBe('found');
  });

  it('never shows one account what another found', async () => {
    const { lookup, state } = setup();
    await lookup.find(number);
    state.account = 'org/bob';
    expect(lookup.peek(number)).toBeNull();
  });

  it('says in plain words that the CRM did not answer, and does not remember it as nobody', async () => {
    let down = true;
    const { lookup, state } = setup(async () => {
      if (down) throw new CrmError('unreachable', 'Zoho does not answer at the moment.');
      return [ann];
    });
    expect(await lookup.find(number)).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('Zoho'),
    });
    down = false;
    expect(await lookup.find(number)).toMatchObject({ state: 'found' });
    expect(state.asked).toBe(2);
  });

  it('learns of a record made during the call', async () => {
    const { lookup } = setup(async () => []);
    expect(await lookup.find(number)).toMatchObject({ state: 'none' });
    lookup.remember(number, [ann]);
    expect(lookup.peek(number)).toMatchObject({ state: 'found', records: [ann] });
    lookup.forget();
    expect(lookup.peek(number)).toBeNull();
  });
});
