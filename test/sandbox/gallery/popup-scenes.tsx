import { signal } from '@preact/signals';
import { PopupPage } from '@/components/popup/popup-page';
import type { SiteView } from '@/components/popup/page-numbers';
import type { EngineApi } from '@/utils/messaging/apis';
import type { AppState } from '@/utils/messaging/app-state';
import { active, appState, card, COLLEAGUES, NOW } from './fixtures';
import { modelOf, type Scene } from './scene';
import { problem } from './states';

const SITE: SiteView = {
  host: 'crm.zoho.com',
  state: 'on',
  numbers: [
    { key: '1', number: '+12125550106', raw: '(212) 555-0106' },
    { key: '2', number: '+442079460958', ext: '12', raw: '020 7946 0958 ext. 12' },
  ],
};

const popupScene = (
  state: AppState | null,
  more: Partial<Scene> = {},
  site: SiteView | null = SITE,
  answers: Partial<EngineApi> = {},
): Scene => ({
  page: 'popup',
  width: 360,
  height: 560,
  draw: () => (
    <PopupPage
      model={modelOf(state, answers)}
      site={{
        view: signal(site),
        setOn: async () => {},
        allow: async () => {},
        restore: async () => {},
        show: async () => {},
      }}
      onCopy={() => {}}
    />
  ),
  ...more,
});

/** The popup. */
export const POPUP_SCENES: Record<string, Scene> = {
  'popup-ready': popupScene(appState()),
  'popup-typing': popupScene(appState(), { type: '+44 20 7946 0958' }),
  'popup-names': popupScene(appState(), { type: 'Jane' }),
  'popup-starting': popupScene(null),
  'popup-not-set-up': popupScene(
    appState({ phone: problem({ problem: 'not-set-up', address: '', microphone: 'ask' }) }),
  ),
  'popup-unreachable': popupScene(
    appState({ phone: problem({ problem: 'unreachable', retryAt: NOW + 12_000 }) }),
  ),
  'popup-wrong-password': popupScene(appState({ phone: problem({ problem: 'wrong-password' }) })),
  'popup-dnd-voicemail': popupScene(
    appState({ phone: { ...appState().phone, doNotDisturb: true, voicemail: { waiting: true, count: 3 } } }),
  ),
  'popup-signed-out': popupScene(
    appState({
      crm: { ...appState().crm, state: 'signed-out', user: undefined, errorKind: 'signed-out' },
      outbox: { waiting: 2, attention: 1 },
    }),
  ),
  'popup-recent': popupScene(appState(), { clicks: ['Recent'] }),
  'popup-recent-note': popupScene(appState(), { clicks: ['Recent', 'Add a note'] }),
  'popup-recent-failed': popupScene(appState(), { clicks: ['Recent'] }, SITE, {
    history: () => Promise.reject(new Error('disk')),
  }),
  'popup-page': popupScene(appState(), { clicks: ['This page'] }),
  'popup-page-unknown': popupScene(
    appState(),
    { clicks: ['This page'] },
    { host: '', state: 'unknown', numbers: [] },
  ),
  'popup-page-hidden': popupScene(appState(), { clicks: ['This page'] }, { ...SITE, hidden: 2 }),
  'popup-page-askable': popupScene(
    appState(),
    { clicks: ['This page'] },
    { host: 'crm.acme.example', state: 'unknown', access: 'askable', numbers: [] },
  ),
  'popup-page-given': popupScene(
    appState(),
    { clicks: ['This page'] },
    { host: 'crm.acme.example', state: 'unknown', access: 'given', numbers: [] },
  ),
  'popup-attention': popupScene(appState({ outbox: { waiting: 1, attention: 1 } }), { clicks: ['Waiting'] }),
  'popup-team': popupScene(appState({ colleagues: COLLEAGUES }), { clicks: ['Team'] }),
  'popup-team-call': popupScene(appState({ colleagues: COLLEAGUES, calls: [card(active())] }), {
    clicks: ['Team'],
    width: 320,
    height: 760,
  }),
  'popup-attention-edit': popupScene(appState({ outbox: { waiting: 1, attention: 1 } }), {
    clicks: ['Waiting', 'Edit'],
  }),
  'popup-active': popupScene(appState({ calls: [card(active())] })),
  'popup-incoming': popupScene(appState({ calls: [card()] })),
  'popup-confirm': popupScene(
    appState({
      confirmations: [
        {
          id: 'c',
          number: '+442079460958',
          shown: '+44 20 7946 0958',
          country: 'United Kingdom',
          reason: 'abroad',
          host: 'crm.zoho.com',
        },
      ],
    }),
  ),
  'popup-320': popupScene(appState({ calls: [card(active({ muted: true }))] }), { width: 320 }),
};
