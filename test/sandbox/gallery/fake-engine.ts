import type { EngineApi } from '@/utils/messaging/apis';
import { HALDEN, HISTORY, JANE, NOW, OTTO, OUTBOX } from './fixtures';

/** An engine that answers questions with fixtures and accepts every command. */
export function fakeEngine(answers: Partial<EngineApi> = {}): EngineApi {
  const fixed: Partial<EngineApi> = {
    history: async ({ text }) =>
      HISTORY.filter((row) => JSON.stringify(row).toLowerCase().includes(text.toLowerCase())),
    outbox: async () => OUTBOX,
    search: async () => [JANE, OTTO, HALDEN],
    callPicklists: async () => ({
      results: ['Interested', 'Not interested', 'No response'],
      purposes: ['Prospecting', 'Negotiation', 'Demo'],
    }),
    fieldsFor: async () => [
      { name: 'Last_Name', label: 'Last Name', type: 'text', required: true },
      { name: 'Company', label: 'Company', type: 'text', required: true },
      {
        name: 'Lead_Source',
        label: 'Lead Source',
        type: 'picklist',
        required: true,
        options: ['Cold Call', 'Referral', 'Web'],
      },
    ],
    hasSecrets: async (keys) => Object.fromEntries(keys.map((key) => [key, true])),
    diagnostics: async () => ({
      line: [
        { at: NOW - 7_200_000, line: 'connecting', server: 'pbx.halden.example' },
        { at: NOW - 7_199_000, line: 'registered', server: 'pbx.halden.example' },
        { at: NOW - 900_000, line: 'problem', problem: 'unreachable', server: 'pbx.halden.example' },
        { at: NOW - 880_000, line: 'registered', server: 'pbx.halden.example' },
      ],
      calls: HISTORY,
      trace: { until: NOW + 400_000, messages: 14 },
    }),
    ...answers,
  };
  return new Proxy(fixed, {
    get: (known, method) => Reflect.get(known, method) ?? (async () => null),
  }) as EngineApi;
}
