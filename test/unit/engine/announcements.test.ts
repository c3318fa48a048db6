import { describe, expect, it } from 'vitest';
import { badgeOf, callerLine, noticeOf } from '@/utils/engine/announcements';
import { newCard } from '@/utils/engine/call-cards';
import { initialState } from '@/utils/engine/initial-state';
import { makeCall, makeRecord } from '../../support/make-call';

const ready = {
  ...initialState(),
  phone: { ...initialState().phone, line: 'registered' as const, address: '1001@pbx.example.com' },
};

describe('the toolbar', () => {
  it('shows calls before the line, and the line before logs', () => {
    const ringing = newCard(makeCall(), false);
    const attention = { waiting: 0, attention: 2 };
    expect(badgeOf({ ...ready, calls: [ringing], outbox: attention })).toMatchObject({
      tone: 'call',
      text: '!',
    });
    expect(
      badgeOf({
        ...ready,
        outbox: attention,
        phone: { ...ready.phone, line: 'problem', problem: 'wrong-password' },
      }),
    ).toEqual({
      text: '!',
      tone: 'warn',
      title: 'Switchhook: the phone system refused the user name or password',
    });
    expect(badgeOf({ ...ready, outbox: attention })).toMatchObject({ text: '2', tone: 'warn' });
    expect(badgeOf(ready)).toEqual({
      text: '',
      tone: 'plain',
      title: 'Switchhook: ready (1001@pbx.example.com)',
    });
  });
});

describe('a notice', () => {
  it('names the contact the number was found under, never what the caller claims alone', () => {
    const claimed = newCard(
      makeCall({ remote: { number: '+12025550123', e164: '+12025550123', name: 'Your Bank' } }),
      true,
    );
    expect(callerLine(claimed, 'US')).toBe('(202) 555-0123 · caller says “Your Bank”');
    const found = {
      ...claimed,
      match: { ...claimed.match, state: 'found' as const, records: [makeRecord()] },
    };
    expect(callerLine(found, 'US')).toBe('Maria Rossi · Contoso · (202) 555-0123');
  });

  it('is one clean line whatever the caller sent', () => {
    const card = newCard(
      makeCall({ remote: { number: '+12025550123', name: `Evil\n\u202eName${'x'.repeat(500)}` } }),
      true,
    );
    expect(callerLine(card, 'US')).not.toMatch(/[\n\u202e]/);
    expect(callerLine(card, 'US').length).toBeLessThanOrEqual(120);
  });

  it('tells of a missed call, but not of one that was answered elsewhere, declined or placed by us', () => {
    const ended = (change: object) =>
      noticeOf(newCard(makeCall({ phase: 'ended', endedAt: 2, ...change }), false), 'US');
    expect(ended({ end: { cause: 'cancelled' } })).toMatchObject({
      title: 'Missed call',
      buttons: ['call-back'],
    });
    expect(ended({ end: { cause: 'answered-elsewhere' } })).toBeNull();
    expect(ended({ end: { cause: 'declined', by: 'us' } })).toBeNull();
    expect(ended({ end: { cause: 'hung-up' }, answeredAt: 1 })).toBeNull();
    expect(ended({ direction: 'outbound', end: { cause: 'no-answer' } })).toBeNull();
  });
});
