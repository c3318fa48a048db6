import { describe, expect, it } from 'vitest';
import { CrmError } from '@/utils/crm/crm-error';
import { createZohoConnector } from '@/utils/crm/zoho/zoho-connector';
import type { CallEntry } from '@/utils/crm/connector';

/** A small seeded random source (mulberry32). */
function seeded(seed: number) {
  let state = seed;
  return (limit: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

const GOOD = [
  '{"data":[{"id":"5725767000000411167","Full_Name":"Ann Lee","Phone":"+12065550118","Owner":{"name":"Bob","id":"1"}}],"info":{"more_records":false}}',
  '{"data":[{"code":"SUCCESS","details":{"id":"5725767000000411167"},"message":"record added","status":"success"}]}',
  '{"data":[{"code":"DUPLICATE_DATA","details":{"api_name":"Email","id":"5"},"message":"duplicate data","status":"error"}]}',
  '{"code":"INVALID_TOKEN","details":{},"message":"invalid oauth token","status":"error"}',
  '{"users":[{"id":"1","full_name":"Nora","email":"n@x.example"}],"info":{"count":1}}',
  '{"fields":[{"api_name":"Phone","data_type":"phone","unique":{},"pick_list_values":[{"actual_value":"A"}]}]}',
];
const PIECES = [
  'null',
  '[]',
  '{}',
  '"x"',
  '1e999',
  '-0',
  'true',
  '{"__proto__":{"polluted":1}}',
  '[[[[',
  '\u0000',
  '\\u0000',
  '"',
];

function mutate(text: string, random: (limit: number) => number): string {
  let out = text;
  for (let i = random(4); i >= 0; i--) {
    const at = random(out.length + 1);
    const piece = PIECES[random(PIECES.length)]!;
    const how = random(4);
    if (how === 0) out = out.slice(0, at);
    else if (how === 1) out = out.slice(0, at) + piece + out.slice(at);
    else if (how === 2) out = out.replace(/"[^"]*"(?=[,}])|\[[^[\]]*\]|\{[^{}]*\}/, piece);
    else out = out.slice(0, at) + out.slice(at + 1 + random(20));
  }
  return out;
}

const entry: CallEntry = {
  key: 'ABCDEFGHIJKLMNOPQRST',
  direction: 'inbound',
  outcome: 'answered',
  startedAt: 0,
  endedAt: 1,
  talkSeconds: 1,
  utcOffsetMinutes: 0,
  number: { raw: '1', country: 'US' },
  subject: 's',
  description: '',
};
const number = { raw: '+12065550118', e164: '+12065550118', country: 'US' };
const draft = { firstName: '', lastName: 'x', company: 'y', email: '', phone: '+12065550118', fields: {} };
const ref = { module: 'Contacts', id: '5' };

describe('answers nobody expects', () => {
  it('end in a result or a CrmError, and reach no prototype (2,000 bodies, seed 20260223)', async () => {
    const random = seeded(20260223);
    let body = '';
    const token = { value: 't', apiOrigin: 'https://www.zohoapis.com', obtainedAt: 0, expiresAt: 9e15 };
    const surprises: unknown[] = [];
    for (let i = 0; i < 2_000; i++) {
      const crm = createZohoConnector({
        http: async () => ({
          status: [200, 200, 201, 202, 207, 400, 401, 500][random(8)]!,
          headers: {},
          body,
        }),
        tokens: { current: async () => token, renew: async () => token, forget: async () => {} },
        dataCenter: 'us',
        environment: 'production',
        lookupIn: ['Contacts', 'Leads'],
        now: () => i * 1e6,
      });
      const asks = [
        () => crm.findByNumber(number),
        () => crm.details(ref),
        () => crm.create(random(2) ? 'lead' : 'contact', draft),
        () => crm.logCall(entry),
        () => crm.findLoggedCall(entry.key, 0),
        () => crm.check(),
        () => crm.search('Ann'),
        () => crm.callPicklists(),
        () => crm.get(ref),
        () => crm.users(),
        () => crm.remove(ref),
        () => crm.fieldsFor('lead'),
      ];
      body = mutate(GOOD[random(GOOD.length)]!, random);
      await asks[random(asks.length)]!().catch((error: unknown) => {
        if (!(error instanceof CrmError)) surprises.push({ body, error });
      });
    }
    expect(surprises).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
