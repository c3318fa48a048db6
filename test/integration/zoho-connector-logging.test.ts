import { beforeAll, describe, expect, it } from 'vitest';
import type { CallEntry, PhoneNumber } from '@/utils/crm/connector';
import { openApiFolder } from '../sandbox/zoho/openapi-folder.ts';
import { validateRequests } from '../sandbox/zoho/openapi.ts';
import { useZoho } from '../support/use-zoho.ts';
import { connectTo } from '../support/zoho-connector.ts';

const { zoho } = useZoho();
beforeAll(() => {
  // Each test signs in anew; Zoho's throttle has tests of its own.
  zoho.oauth.limits.mintsPerWindow = 1_000;
});

const wanted = (e164: string): PhoneNumber => ({ raw: e164, e164, country: 'US' });
const entry = (key: string, more: Partial<CallEntry> = {}): CallEntry => ({
  key: `KEYKEYKEYKEYKEY${key}`,
  direction: 'inbound',
  outcome: 'answered',
  startedAt: Date.parse('2026-02-23T12:30:00Z'),
  endedAt: Date.parse('2026-02-23T12:33:30Z'),
  talkSeconds: 205,
  utcOffsetMinutes: 60,
  number: wanted('+12065550100'),
  subject: 'Inbound call',
  description: 'Talked.',
  ...more,
});
describe('logging a call', () => {
  it('links a contact by Who_Id and a lead by What_Id', async () => {
    const { crm } = connectTo(zoho);
    const [contact] = zoho.data.contacts;
    const [lead] = zoho.data.leads;
    const one = await crm.logCall(entry('AAAAA', { record: { module: 'Contacts', id: contact!.id } }));
    const logged = zoho.data.get('Calls', one)!;
    expect(logged).toMatchObject({
      Call_Type: 'Inbound',
      Call_Duration_in_seconds: 205,
      Who_Id: { id: contact!.id },
    });
    expect(Date.parse(String(logged.Call_Start_Time))).toBe(entry('').startedAt);
    const two = await crm.logCall(entry('BBBBB', { record: { module: 'Leads', id: lead!.id } }));
    expect(zoho.data.get('Calls', two)).toMatchObject({ What_Id: { id: lead!.id }, $se_module: 'Leads' });
  });

  it('brings a logged call up to date, and a repeat changes nothing more', async () => {
    const { crm } = connectTo(zoho);
    const id = await crm.logCall(entry('CHANGED'));
    const [lead] = zoho.data.list('Leads');
    const later = entry('CHANGED', {
      note: 'Wants a quote',
      result: 'Interested',
      record: { module: 'Leads', id: lead!.id },
    });
    await crm.changeCall!(id, later);
    await crm.changeCall!(id, later);
    const calls = zoho.data.list('Calls').filter((one) => String(one.Description).includes(later.key));
    expect(calls).toMatchObject([{ id, Call_Result: 'Interested', What_Id: { id: lead!.id } }]);
    expect(calls[0]!.Description).toContain('Talked.\n\nWants a quote');
    expect(await crm.findLoggedCall(later.key, later.startedAt)).toBe(id);
  });

  it('logs missed and unanswered calls, and calls of nobody', async () => {
    const { crm } = connectTo(zoho);
    const missed = await crm.logCall(entry('CCCCC', { outcome: 'missed', talkSeconds: 0 }));
    expect(zoho.data.get('Calls', missed)).toMatchObject({ Call_Type: 'Missed' });
    const unanswered = await crm.logCall(
      entry('DDDDD', { direction: 'outbound', outcome: 'not-reached', talkSeconds: 0 }),
    );
    expect(zoho.data.get('Calls', unanswered)).toMatchObject({
      Call_Type: 'Outbound',
      Call_Result: 'No response/Busy',
    });
  });

  it('puts an answered call in the place of one logged as missed, and leaves every other as it is', async () => {
    const { crm } = connectTo(zoho);
    const missed = await crm.logCall(entry('GROUP', { outcome: 'missed', talkSeconds: 0 }));
    const answered = entry('GROUP');
    const id = await crm.replaceMissed!(missed, answered);
    expect(await crm.replaceMissed!(id, answered)).toBe(id);
    const calls = zoho.data.list('Calls').filter((one) => String(one.Description).includes(answered.key));
    expect(calls).toMatchObject([{ id, Call_Type: 'Inbound' }]);
  });

  it('deletes the log a browser made twice by repeating a request', async () => {
    const { crm } = connectTo(zoho);
    const call = entry('TWINS');
    await crm.logCall(call);
    const id = await crm.logCall(call);
    await crm.removeTwinLogs!([{ id, key: call.key, startedAt: call.startedAt }]);
    const calls = zoho.data.list('Calls').filter((one) => String(one.Description).includes(call.key));
    expect(calls).toMatchObject([{ id }]);
  });

  it('finds a logged call by its key while the search index is behind', async () => {
    zoho.switches.indexDelayMs = 60_000;
    const { crm } = connectTo(zoho);
    const call = entry('EEEEE');
    const id = await crm.logCall(call);
    expect(await crm.findLoggedCall(call.key, call.startedAt)).toBe(id);
    expect(await crm.findLoggedCall('KEYKEYKEYKEYKEYNONE', call.startedAt)).toBeNull();
  });

  it('finds it among hundreds that began in the same second', async () => {
    const { crm } = connectTo(zoho);
    const call = entry('SAMES', { startedAt: Date.parse('2026-03-01T12:00:00Z') });
    for (let i = 0; i < 450; i++)
      zoho.data.add('Calls', { Subject: 'x', Call_Start_Time: '2026-03-01T12:00:00+00:00' });
    const id = await crm.logCall(call);
    expect(await crm.findLoggedCall(call.key, call.startedAt)).toBe(id);
  });

  it('tells how wrong our clock is, but not of seconds', async () => {
    const day = 86_400_000;
    const wrong = connectTo(zoho, { now: () => Date.now() - day }).crm;
    await wrong.check();
    expect(Math.abs(wrong.clockError!() - day)).toBeLessThan(60_000);
    const right = connectTo(zoho, { now: () => Date.now() - 20_000 }).crm;
    await right.check();
    expect(right.clockError!()).toBe(0);
  });

  it('says that nobody knows when the connection drops after the commit', async () => {
    const { crm } = connectTo(zoho);
    await crm.check();
    zoho.faults.next({ dropAfterCommit: true, match: /POST .*\/Calls$/ });
    const call = entry('FFFFF');
    await expect(crm.logCall(call)).rejects.toMatchObject({ kind: 'ambiguous' });
    expect(await crm.findLoggedCall(call.key, call.startedAt)).toBeTruthy();
  });

  it('offers the unique key field, and then Zoho itself refuses a second log', async () => {
    const { crm } = connectTo(zoho);
    await crm.offerKeyField();
    expect(crm.abilities.dedupe).toBe('unique');
    const call = entry('GGGGG');
    const first = await crm.logCall(call);
    expect(await crm.logCall(call)).toBe(first);
    expect(await crm.findLoggedCall(call.key)).toBe(first);
    expect(
      zoho.data.calls.filter((one) => String(one.Description).includes('Talked.') && one.id === first),
    ).toHaveLength(1);
    const missed = entry('MISSED', { outcome: 'missed', talkSeconds: 0 });
    await crm.logCall(missed);
    const id = await crm.logCall(entry('MISSED'));
    const calls = zoho.data.list('Calls').filter((one) => one.Softphone_Call_Key === missed.key);
    expect(calls).toMatchObject([{ id, Call_Type: 'Inbound' }]);
  });
});

describe.runIf(openApiFolder())('held against the OpenAPI files of Zoho', () => {
  it('every request of this file is valid: method, path, query, body', () => {
    expect(zoho.requests.length).toBeGreaterThan(10);
    expect(validateRequests(zoho.requests, openApiFolder()!)).toEqual([]);
  });
});
