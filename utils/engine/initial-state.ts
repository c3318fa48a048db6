import type { AppState } from '@/utils/messaging/app-state';

/** What pages are shown before the engine has read its settings. */
export function initialState(): AppState {
  return {
    phone: { line: 'connecting', address: '', server: '', doNotDisturb: false, microphone: 'unknown' },
    calls: [],
    crm: { kind: 'none', name: '', state: 'off', canCreate: [], canSearch: false, takesChanges: false },
    outbox: { waiting: 0, attention: 0 },
    storageProblem: null,
    confirmations: [],
    locked: [],
    settings: { country: 'US', create: 'manual', createIn: 'Leads', voicemailNumber: '', canPickUp: false },
    colleagues: [],
    vaultLocked: false,
    hasPassphrase: false,
  };
}
