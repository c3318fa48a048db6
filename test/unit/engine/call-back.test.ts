import { expect, it } from 'vitest';
import { callBackOf, callBackOfPast } from '@/utils/engine/call-back';
import { newCard } from '@/utils/engine/call-cards';
import type { HistoryItem } from '@/utils/journal/history';
import { makeCall } from '../../support/make-call';

const RECORD = { module: 'Contacts', id: '42' };
const REMOTE = { number: '2125550106', e164: '+12125550106', ext: '22', name: '' };

it('a call back dials the extension and belongs to the record the user picked', () => {
  const card = newCard(makeCall({ remote: REMOTE, origin: { module: 'Leads', id: '1' } }), true);
  const picked = { ...card, match: { ...card.match, picked: RECORD } };
  expect(callBackOf(picked)).toEqual({ number: '+12125550106', ext: '22', origin: RECORD });
});

it('a call back before anybody was found belongs to the record the call was placed from', () => {
  const call = makeCall({ remote: { number: '1002', name: '' }, origin: RECORD });
  expect(callBackOf(newCard(call, true))).toEqual({ number: '1002', ext: undefined, origin: RECORD });
});

it('a call of the history is called back for its record', () => {
  const row: HistoryItem = {
    id: 'a',
    direction: 'inbound',
    outcome: 'missed',
    number: '+12125550106',
    ext: '22',
    name: '',
    record: { ...RECORD, name: 'Jane', url: 'https://crm.zoho.com/' },
    startedAt: 0,
    talkSeconds: 0,
    note: '',
    log: { state: 'off' },
  };
  expect(callBackOfPast(row)).toEqual({ number: '+12125550106', ext: '22', origin: RECORD });
});
