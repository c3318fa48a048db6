import { describe, expect, it } from 'vitest';
import { creationFor } from '@/utils/rules/create-rule';
import { momentOf, popsNow } from '@/utils/rules/pop-rule';
import type { CreateSettings, PopSettings } from '@/utils/rules/rules-config';
import { aCall, endedCall } from '../../support/journal.ts';

describe('moments of a call', () => {
  it('are ringing, answered and ended, each once', () => {
    const ringing = aCall({ phase: 'incoming' });
    const active = aCall({ phase: 'active' });
    expect(momentOf(null, ringing)).toBe('ringing');
    expect(momentOf(ringing, aCall({ phase: 'answering' }))).toBeNull();
    expect(momentOf(aCall({ phase: 'answering' }), active)).toBe('answered');
    expect(momentOf(active, aCall({ phase: 'active', held: true }))).toBeNull();
    expect(momentOf(active, endedCall())).toBe('ended');
  });
});

describe('opening the record by itself', () => {
  const settings: PopSettings = { how: 'automatic', when: 'answered' };
  const state = { reached: new Set(['ringing', 'answered'] as const), picked: true, popped: false };

  it('happens at the moment chosen, once', () => {
    expect(popsNow(aCall(), settings, state)).toBe(true);
    expect(popsNow(aCall(), settings, { ...state, popped: true })).toBe(false);
    expect(popsNow(aCall(), settings, { ...state, reached: new Set(['ringing'] as const) })).toBe(false);
  });

  it('waits until one record is meant', () => {
    expect(popsNow(aCall(), settings, { ...state, picked: false })).toBe(false);
  });

  it('does not happen by hand, for our own calls, or for calls another phone took', () => {
    expect(popsNow(aCall(), { ...settings, how: 'manual' }, state)).toBe(false);
    expect(popsNow(aCall({ direction: 'outbound' }), settings, state)).toBe(false);
    expect(popsNow(aCall({ end: { cause: 'answered-elsewhere' } }), settings, state)).toBe(false);
  });
});

describe('creating a record by itself', () => {
  const settings: CreateSettings = { create: 'automatic', createIn: 'Leads', createFor: ['inbound'] };
  const nobody = { match: 'none', created: false } as const;

  it('makes a lead with the number as last name', () => {
    expect(creationFor(endedCall(), settings, nobody)).toEqual({
      kind: 'lead',
      draft: {
        firstName: '',
        lastName: '+12065550118',
        company: '',
        email: '',
        phone: '+12065550118',
        fields: {},
      },
    });
    expect(creationFor(endedCall(), { ...settings, createIn: 'Contacts' }, nobody)?.kind).toBe('contact');
  });

  it.each([
    ['when it is off', {}, { create: 'manual' }, nobody],
    ['for the other direction', { direction: 'outbound' }, {}, nobody],
    ['for somebody known', {}, {}, { match: 'found', created: false }],
    ['when the lookup failed', {}, {}, { match: 'failed', created: false }],
    ['while the lookup is running', {}, {}, { match: 'searching', created: false }],
    ['when the user made one', {}, {}, { match: 'none', created: true }],
    ['for an extension', { remote: { number: '104', name: '' } }, {}, nobody],
    ['for a withheld number', { remote: { number: '', name: '' } }, {}, nobody],
    ['for a call another phone took', { end: { cause: 'answered-elsewhere' } }, {}, nobody],
  ] as const)('does not happen %s', (_, call, change, situation) => {
    expect(
      creationFor(endedCall(call as never), { ...settings, ...(change as object) }, situation),
    ).toBeNull();
  });
});
