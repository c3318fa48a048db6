import { describe, expect, it } from 'vitest';
import { createDialling, PREPARED_PER_MINUTE } from '@/utils/engine/dialling';
import { NEW_NUMBERS_PER_MINUTE } from '@/utils/engine/dial-gate';
import type { DialRequest } from '@/utils/phone/phone-service';

function bench(options: { before?: string[]; country?: string } = {}) {
  const dialled: DialRequest[] = [];
  let prepared = 0;
  let time = 1_000_000;
  let ids = 0;
  const dialling = createDialling({
    dial: async (request) => {
      dialled.push(request);
      return `call-${dialled.length}`;
    },
    prepare: () => {
      prepared += 1;
      return () => void (prepared -= 1);
    },
    calledBefore: async (number) => (options.before ?? []).includes(number),
    options: () => ({ country: options.country ?? 'US', confirmInternational: true }),
    now: () => time,
    newId: () => `question-${(ids += 1)}`,
    onChange: () => {},
  });
  return { dialling, dialled, prepared: () => prepared, pass: (ms: number) => (time += ms) };
}

const click = { from: 'page', host: 'crm.zoho.com', trusted: true } as const;

describe('a click on a page', () => {
  it('dials what was shown, at once', async () => {
    const { dialling, dialled } = bench();
    expect(await dialling.dial({ ...click, number: '+12025550123' })).toEqual({ callId: 'call-1' });
    expect(dialled).toEqual([{ number: '+12025550123', ext: undefined, origin: undefined }]);
  });

  it("asks first when the click may not have been the user's", async () => {
    const { dialling, dialled } = bench();
    await dialling.dial({ ...click, number: '+12025550123', trusted: false });
    expect(dialled).toEqual([]);
    expect(dialling.confirmations()).toMatchObject([
      { number: '+12025550123', reason: 'untrusted-click', host: 'crm.zoho.com' },
    ]);
    await dialling.confirm('question-1', true);
    await dialling.confirm('question-1', true);
    expect(dialled).toHaveLength(1);
    expect(dialling.confirmations()).toEqual([]);
  });

  it('asks first when a link did not show its number', async () => {
    const { dialling, dialled } = bench();
    await dialling.dial({ ...click, number: '+12025550123', doubt: 'not-shown' });
    expect(dialled).toEqual([]);
    expect(dialling.confirmations()).toMatchObject([{ shown: '(202) 555-0123', reason: 'not-shown' }]);
  });

  it('never dials when the user says no', async () => {
    const { dialling, dialled } = bench();
    await dialling.dial({ ...click, number: '+12025550123', doubt: 'differs-from-link' });
    await dialling.confirm('question-1', false);
    await dialling.confirm('question-1', true);
    expect(dialled).toEqual([]);
  });

  it.each([
    'sip:evil@example.com',
    '+1202555\r\nX: y',
    '*21*0123#',
    '0123;phone-context=x',
    '',
    '12',
    '1'.repeat(40),
    '+1202?Replaces=1',
  ])('refuses what is no number: %j', async (number) => {
    const { dialling, dialled } = bench();
    await expect(dialling.dial({ ...click, number })).rejects.toMatchObject({ kind: 'not-a-number' });
    expect(dialled).toEqual([]);
  });

  it('asks before the eleventh new number of a minute, and forgets after it', async () => {
    const { dialling, dialled, pass } = bench();
    const number = (n: number) => `+1202555${String(1000 + n)}`;
    for (let n = 0; n < NEW_NUMBERS_PER_MINUTE; n += 1) await dialling.dial({ ...click, number: number(n) });
    expect(await dialling.dial({ ...click, number: number(99) })).toHaveProperty('confirmationId');
    expect(await dialling.dial({ ...click, number: number(3) })).toHaveProperty('callId');
    expect(dialled).toHaveLength(NEW_NUMBERS_PER_MINUTE + 1);
    pass(61_000);
    expect(await dialling.dial({ ...click, number: number(99) })).toHaveProperty('callId');
  });

  it('stacks up no questions', async () => {
    const { dialling } = bench();
    for (let n = 0; n < 50; n += 1)
      await dialling.dial({ ...click, number: `+1202555${1000 + n}`, trusted: false });
    expect(dialling.confirmations()).toHaveLength(1);
  });

  it('asks before the first call abroad, not before the next', async () => {
    const { dialling } = bench();
    expect(await dialling.dial({ ...click, number: '+442079460123' })).toHaveProperty('confirmationId');
    await dialling.confirm('question-1', true);
    expect(await dialling.dial({ ...click, number: '+442079460123' })).toHaveProperty('callId');
    expect(
      await bench({ before: ['+442079460123'] }).dialling.dial({ ...click, number: '+442079460123' }),
    ).toHaveProperty('callId');
  });
});

describe('a click that may become a double click', () => {
  it('readies the sound of a call that would begin at once, and lets go of it', async () => {
    const { dialling, dialled, prepared } = bench();
    const letGo = await dialling.prepare({ ...click, number: '+12025550123' });
    expect(prepared()).toBe(1);
    letGo();
    expect(prepared()).toBe(0);
    expect(dialled).toEqual([]);
  });

  it.each([
    { number: '+12025550123', trusted: false },
    { number: '+12025550123', doubt: 'differs-from-link' as const },
    { number: '+442079460123' },
    { number: '911' },
    { number: 'sip:evil@example.com' },
  ])('opens no microphone for what would be asked first: %j', async (wish) => {
    const { dialling, prepared } = bench();
    await dialling.prepare({ ...click, ...wish });
    expect(prepared()).toBe(0);
    expect(dialling.confirmations()).toEqual([]);
  });

  it('opens the microphone only so often in a minute', async () => {
    const { dialling, prepared, pass } = bench();
    for (let n = 0; n < 50; n += 1) await dialling.prepare({ ...click, number: '+12025550123' });
    expect(prepared()).toBe(PREPARED_PER_MINUTE);
    pass(60_000);
    await dialling.prepare({ ...click, number: '+12025550123' });
    expect(prepared()).toBe(PREPARED_PER_MINUTE + 1);
  });

  it('readies nothing for the eleventh new number of a minute', async () => {
    const { dialling, prepared } = bench();
    for (let n = 0; n < NEW_NUMBERS_PER_MINUTE; n += 1)
      await dialling.dial({ ...click, number: `+1202555${1000 + n}` });
    await dialling.prepare({ ...click, number: '+12025559999' });
    expect(prepared()).toBe(0);
  });
});

describe('the dialpad', () => {
  it('may dial feature codes and numbers abroad, and asks before premium and emergency numbers', async () => {
    const { dialling, dialled } = bench();
    const typed = { from: 'extension', trusted: true } as const;
    await dialling.dial({ ...typed, number: '*98' });
    await dialling.dial({ ...typed, number: '+44 20 7946 0123' });
    await dialling.dial({ ...typed, number: '1002' });
    expect(dialled.map(({ number }) => number)).toEqual(['*98', '+442079460123', '1002']);
    expect(await dialling.dial({ ...typed, number: '911' })).toHaveProperty('confirmationId');
    expect(await dialling.dial({ ...typed, number: '+19005550123' })).toHaveProperty('confirmationId');
  });

  it('dials the extension behind a number, also after a question', async () => {
    const { dialling, dialled } = bench();
    const typed = { from: 'extension', trusted: true } as const;
    await dialling.dial({ ...typed, number: '(202) 555-0123 ext. 22' });
    await dialling.dial({ ...typed, number: '+1 900 555 0123 x7' });
    expect(dialling.confirmations()).toMatchObject([
      { number: '+19005550123', shown: '(900) 555-0123 ext. 7', country: 'United States' },
    ]);
    await dialling.confirm('question-1', true);
    expect(dialled).toMatchObject([
      { number: '+12025550123', ext: '22' },
      { number: '+19005550123', ext: '7' },
    ]);
  });

  it('takes no extension out of what a page wrote', async () => {
    const { dialling } = bench();
    await expect(dialling.dial({ ...click, number: '+12025550123 x22' })).rejects.toMatchObject({
      kind: 'not-a-number',
    });
  });
});
