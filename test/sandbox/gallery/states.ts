import type { AppState } from '@/utils/messaging/app-state';
import { appState } from './fixtures';

/** The phone with trouble on its line. */
export const problem = (change: Partial<AppState['phone']>): AppState['phone'] => ({
  ...appState().phone,
  line: 'problem',
  ...change,
});

/** The product as it comes: nothing is set up. */
export const NEW = appState({
  phone: problem({ problem: 'not-set-up', address: '', microphone: 'ask' }),
  crm: {
    kind: 'zoho',
    name: 'Zoho CRM',
    state: 'signed-out',
    canCreate: [],
    canSearch: false,
    takesChanges: false,
  },
});
