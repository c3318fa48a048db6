import { signal } from '@preact/signals';
import type { ComponentChild } from 'preact';
import { CallPage } from '@/components/call/call-page';
import { OptionsPage } from '@/components/options/options-page';
import { SECTIONS, type SectionName } from '@/components/options/section';
import { createSettingsModel } from '@/components/options/settings-model';
import { createPageModel } from '@/components/page-model';
import { PopupPage } from '@/components/popup/popup-page';
import type { SiteView } from '@/components/popup/page-numbers';
import { WelcomePage } from '@/components/welcome/welcome-page';
import type { EngineApi } from '@/utils/messaging/apis';
import type { AppState } from '@/utils/messaging/app-state';
import { withPath } from '@/utils/settings/merge';
import { DEFAULTS, type Settings } from '@/utils/settings/schema';
import { fakeEngine } from './fake-engine';
import { workbenchScene } from './template-scene';
import {
  active,
  appState,
  call,
  card,
  COLLEAGUES,
  DETAILS,
  ended,
  HALDEN,
  JANE,
  LAYLA,
  NOW,
  OTTO,
} from './fixtures';

/** One picture: which style sheet it needs, how wide it is, and what it shows. */
export interface Scene {
  page: 'popup' | 'call' | 'options' | 'welcome';
  width: number;
  height: number;
  draw: () => ComponentChild;
  /** Buttons clicked before the picture is taken, by their words. */
  clicks?: string[];
  /** Text typed into the first field. */
  type?: string;
}

const modelOf = (state: AppState | null, answers?: Partial<EngineApi>) =>
  createPageModel({ state: signal(state), engine: fakeEngine(answers), open: () => {}, now: () => NOW });

const callScene = (state: AppState, more: Partial<Scene> = {}): Scene => ({
  page: 'call',
  width: 380,
  height: 560,
  draw: () => <CallPage model={modelOf(state)} onClose={() => {}} />,
  ...more,
});

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
): Scene => ({
  page: 'popup',
  width: 360,
  height: 560,
  draw: () => (
    <PopupPage
      model={modelOf(state)}
      site={{ view: signal(site), setOn: async () => {}, show: async () => {} }}
      onCopy={() => {}}
    />
  ),
  ...more,
});

function settingsWith(changes: Record<string, unknown>): Settings {
  return Object.entries(changes).reduce((tree, [path, value]) => withPath(tree, path, value), DEFAULTS);
}

const WITH_TEMPLATE = settingsWith({
  'crm.kind': 'template',
  'crm.template.key': 'zendesk',
  'crm.template.fields': { subdomain: 'halden', email: 'ben@halden.example' },
});

const FILLED = settingsWith({
  'sip.servers': ['wss://pbx.halden.example:8089/ws'],
  'sip.domain': 'pbx.halden.example',
  'sip.username': '1001',
  'sip.displayName': 'Patricia Boyle',
  'crm.zoho.clientId': '1000.ABCDEFGH',
  'detection.allow': ['sugar.halden.example'],
});

function optionsScene(
  section: SectionName,
  state: AppState,
  settings: Settings,
  locked: string[],
  more: Partial<Scene> & { template?: 'new' | 'installed'; answers?: Partial<EngineApi> } = {},
): Scene {
  return {
    page: 'options',
    width: 1000,
    height: 900,
    draw: () => {
      const model = modelOf(state, more.answers);
      const port = {
        load: async () => ({ settings, locked, problems: [] }),
        save: async () => {},
        hasSecrets: async (keys: readonly string[]) =>
          Object.fromEntries(keys.map((key) => [key, settings !== DEFAULTS])),
        setSecret: async () => {},
        importFile: async () => [],
        exportFile: async () => '{}',
        forgetAll: async () => {},
        unlock: async () => {},
        lock: async () => {},
        setPassphrase: async () => {},
        watch: () => {},
      };
      const audio = {
        devices: async () => ({
          inputs: [{ id: 'a', label: 'Jabra Evolve2 40' }],
          outputs: [{ id: 'b', label: 'Jabra Evolve2 40' }],
          blocked: state.phone.microphone !== 'granted',
        }),
        watchDevices: () => () => {},
        meter: async () => () => {},
        hearYourself: async () => {},
        ring: async () => {},
      };
      const zoho = {
        redirectUri: 'https://pnbelmgbcfkdllacdchjejgeblpiaahc.chromiumapp.org/',
        signIn: async () => {},
        signInByPaste: async () => {},
        signOut: async () => {},
        check: async () => ({
          findings: [
            { level: 'ok' as const, message: 'Callers are looked up in Contacts.' },
            {
              level: 'warning' as const,
              message:
                'Zoho itself cannot refuse a double log yet: we look before we repeat. A field can make it certain.',
              offer: 'create-key-field' as const,
            },
            {
              level: 'problem' as const,
              message:
                'The permission ZohoCRM.org.READ is missing. Sign in again with all scopes listed here.',
              detail: 'OAUTH_SCOPE_MISMATCH',
            },
          ],
          searchable: [
            { module: 'Vendors', label: 'Vendors' },
            { module: 'Dealers', label: 'Dealerships' },
          ],
        }),
        createKeyField: async () => {},
      };
      const settingsModel = createSettingsModel(port, model);
      return (
        <OptionsPage
          model={model}
          settings={settingsModel}
          workbench={
            more.template && workbenchScene(settingsModel, model, more.template === 'installed', () => {})
          }
          section={signal(section)}
          onSection={() => {}}
          audio={audio}
          headsets={{
            list: async () => (settings === DEFAULTS ? [] : [{ id: 'j', name: 'Jabra Evolve2 40' }]),
            connect: async () => {},
            forget: async () => {},
            watch: () => {},
          }}
          zoho={zoho}
          help={{
            facts: async () => ({
              version: '0.1.0',
              browser:
                'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
              permissions: [
                ['Microphone', 'allowed'],
                ['Notifications', 'allowed'],
                ['Headset buttons', 'Jabra Evolve2 40'],
                ['Sites', '27'],
              ],
              microphones: ['Default', 'Jabra Evolve2 40'],
              speakers: ['Default', 'Jabra Evolve2 40'],
              online: true,
            }),
          }}
          onCopy={() => {}}
          onDownload={() => {}}
          onGrant={() => {}}
        />
      );
    },
    ...more,
  };
}

const welcomeScene = (state: AppState | null, microphoneOnly = false, answer = 'denied' as const): Scene => ({
  page: 'welcome',
  width: 800,
  height: 800,
  draw: () => (
    <WelcomePage
      model={modelOf(state)}
      microphone={{
        ask: async () => answer,
        advice: 'The browser will ask. Choose “Allow while visiting the site”.',
        openSettings: () => {},
      }}
      microphoneOnly={microphoneOnly}
      onClose={() => {}}
    />
  ),
});

const problem = (change: Partial<AppState['phone']>): AppState['phone'] => ({
  ...appState().phone,
  line: 'problem',
  ...change,
});
const held = card(
  active({ id: 'call-2', held: true, remote: { number: '1002', e164: undefined, name: '' } }),
  {
    match: { state: 'none', records: [] },
  },
);

const ANNA = { ...OTTO, name: 'Anna Berg', title: undefined, company: 'Berg KG', email: undefined };

const NEW = appState({
  phone: problem({ problem: 'not-set-up', address: '', microphone: 'ask' }),
  crm: { kind: 'zoho', name: 'Zoho CRM', state: 'signed-out', canCreate: [], canSearch: false },
});

/** Every page in every state that users meet. */
export const SCENES: Record<string, Scene> = {
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
  'popup-page': popupScene(appState(), { clicks: ['This page'] }),
  'popup-page-unknown': popupScene(
    appState(),
    { clicks: ['This page'] },
    { host: '', state: 'unknown', numbers: [] },
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

  'call-searching': callScene(
    appState({ calls: [card({}, { match: { state: 'searching', records: [] } })] }),
  ),
  'call-known': callScene(
    appState({
      calls: [card({}, { match: { state: 'found', records: [JANE], picked: JANE, details: DETAILS } })],
    }),
  ),
  'call-unknown': callScene(
    appState({
      calls: [
        card(
          {
            remote: { number: '4930901820', e164: '+4930901820', name: 'MUELLER GMBH' },
            facts: { queue: 'Sales' },
          },
          { match: { state: 'none', records: [] } },
        ),
      ],
    }),
  ),
  'call-several': callScene(
    appState({ calls: [card({}, { match: { state: 'found', records: [JANE, OTTO, HALDEN] } })] }),
  ),
  'call-long': callScene(
    appState({ calls: [card({}, { match: { state: 'found', records: [OTTO], picked: OTTO } })] }),
  ),
  'call-right-to-left': callScene(
    appState({
      calls: [
        card(
          { remote: { number: '97235550142', e164: '+97235550142', name: '' } },
          { match: { state: 'found', records: [LAYLA], picked: LAYLA } },
        ),
      ],
    }),
  ),
  'call-choice-right-to-left': callScene(
    appState({ calls: [card({}, { match: { state: 'found', records: [LAYLA, JANE] } })] }),
    { width: 320 },
  ),
  'call-zoomed': callScene(
    appState({
      calls: [card(active(), { match: { state: 'found', records: [JANE], picked: JANE, details: DETAILS } })],
    }),
    { width: 190, height: 280 },
  ),
  'call-withheld': callScene(
    appState({
      calls: [card({ remote: { number: '', name: '' } }, { match: { state: 'none', records: [] } })],
    }),
  ),
  'call-no-crm': callScene(
    appState({
      crm: { kind: 'none', name: '', state: 'off', canCreate: [], canSearch: false },
      calls: [card({}, { match: { state: 'off', records: [] }, log: { state: 'off' } })],
    }),
  ),
  'call-failed-lookup': callScene(
    appState({
      calls: [
        card({}, { match: { state: 'failed', records: [], message: 'Zoho CRM did not answer in time.' } }),
      ],
    }),
  ),
  'call-outgoing': callScene(appState({ calls: [card({ direction: 'outbound', phase: 'ringing' })] })),
  'call-active': callScene(
    appState({
      calls: [
        card(active(), {
          match: { state: 'found', records: [JANE], picked: JANE, details: DETAILS },
          note: 'Wants oak, delivery in March.',
        }),
      ],
    }),
    { height: 760 },
  ),
  'call-active-560': callScene(appState({ calls: [card(active())] })),
  'call-bad-sound': callScene(appState({ calls: [card(active({ quality: { verdict: 'no-audio-in' } }))] })),
  'call-figures': callScene(
    appState({
      calls: [
        card(
          active({
            movedToDefault: 'input',
            quality: {
              verdict: 'poor-network',
              lossIn: 0.064,
              lossOut: 0,
              jitterMs: 71,
              roundTripMs: 188,
              codec: 'opus',
            },
          }),
        ),
      ],
    }),
    { clicks: ['Sound in figures'], width: 320, height: 860 },
  ),
  'call-needs-microphone': callScene(
    appState({
      phone: { ...appState().phone, microphone: 'ask' },
      calls: [card({ direction: 'outbound', phase: 'preparing', needsMicrophone: true })],
    }),
  ),
  'call-keypad': callScene(appState({ calls: [card(active())] }), { clicks: ['Keypad'], height: 760 }),
  'call-transfer': callScene(appState({ calls: [card(active())] }), { clicks: ['Transfer'], height: 700 }),
  'call-two': callScene(appState({ calls: [card(active()), held] }), { height: 700 }),
  'call-knocking': callScene(
    appState({
      calls: [
        card(active()),
        card(
          { id: 'call-3', remote: { number: '12125550106', e164: '+12125550106', name: '' } },
          { match: { state: 'found', records: [OTTO], picked: OTTO } },
        ),
      ],
    }),
    { height: 700 },
  ),
  'call-create': callScene(
    appState({
      calls: [
        card(active({ remote: { number: '4930901820', e164: '+4930901820', name: 'Anna Berg' } }), {
          match: { state: 'none', records: [] },
        }),
      ],
    }),
    { clicks: ['Create lead'], height: 760 },
  ),
  'call-created': callScene(
    appState({
      calls: [
        card(active(), {
          match: { state: 'found', records: [ANNA], picked: ANNA },
          created: { record: ANNA, undoUntil: NOW + 8_000 },
        }),
      ],
    }),
    { height: 700 },
  ),
  'call-ended': callScene(
    appState({ calls: [card(ended(), { log: { state: 'logged' }, note: 'Wants oak.' })] }),
  ),
  'call-ended-waiting': callScene(
    appState({
      calls: [
        card(ended(), { log: { state: 'waiting', message: 'Zoho CRM asks for a pause until 14:40.' } }),
      ],
    }),
  ),
  'call-ended-attention': callScene(
    appState({
      calls: [
        card(ended(), {
          log: { state: 'attention', message: 'the value of “Call Result” is not in the list' },
        }),
      ],
    }),
  ),
  'call-missed': callScene(
    appState({
      calls: [
        card(ended({ answeredAt: undefined, end: { cause: 'cancelled' } }), { log: { state: 'logged' } }),
      ],
    }),
  ),
  'call-interrupted': callScene(
    appState({ calls: [card(ended({ end: { cause: 'interrupted' } }), { log: { state: 'waiting' } })] }),
  ),
  'call-microphone': callScene(
    appState({ phone: { ...appState().phone, microphone: 'ask' }, calls: [card()] }),
  ),
  'call-confirm': callScene(
    appState({
      confirmations: [
        {
          id: 'c',
          number: '+442079460958',
          shown: '+44 20 7946 0958',
          country: 'United Kingdom',
          reason: 'untrusted-click',
          host: 'crm.zoho.com',
        },
      ],
    }),
  ),
  'call-none': callScene(appState()),
  'call-wide': callScene(
    appState({
      calls: [card(active(), { match: { state: 'found', records: [JANE], picked: JANE, details: DETAILS } })],
    }),
    { width: 900, height: 700 },
  ),
  'call-narrow': callScene(
    appState({ calls: [card({}, { match: { state: 'found', records: [OTTO, JANE] } })] }),
    { width: 300 },
  ),

  'options-line-new': optionsScene('line', NEW, DEFAULTS, []),
  'options-crm-new': optionsScene('crm', NEW, DEFAULTS, [], { clicks: ['How do I get'] }),
  'options-audio-new': optionsScene('audio', NEW, DEFAULTS, []),
  ...Object.fromEntries(
    SECTIONS.flatMap(([section]) => [
      [`options-${section}`, optionsScene(section, appState(), FILLED, [])],
      [
        `options-${section}-narrow`,
        optionsScene(section, appState(), FILLED, [], { width: 360, height: 700 }),
      ],
    ]),
  ),
  'options-line-locked': optionsScene(
    'line',
    appState(),
    FILLED,
    ['sip.servers', 'sip.domain', 'sip.password'],
    {
      clicks: ['Advanced'],
    },
  ),
  'options-privacy-locked': optionsScene(
    'privacy',
    appState({ vaultLocked: true, hasPassphrase: true }),
    FILLED,
    [],
  ),
  'options-privacy-passphrase': optionsScene('privacy', appState({ hasPassphrase: true }), FILLED, [], {
    clicks: ['Delete all data'],
  }),
  'options-logging-automatic': optionsScene(
    'logging',
    appState(),
    settingsWith({
      'contacts.create': 'automatic',
      'pop.how': 'automatic',
      'journal.owner': 'admin@zylker.example',
    }),
    [],
  ),
  'options-line-zoomed': optionsScene('line', appState(), FILLED, [], { width: 320, height: 500 }),
  'options-history-empty': optionsScene('history', appState(), FILLED, [], {
    answers: { history: async () => [] },
  }),
  'options-attention-empty': optionsScene('attention', appState(), FILLED, [], {
    answers: { outbox: async () => [] },
  }),
  'options-crm-modules': optionsScene('crm', appState(), FILLED, [], { clicks: ['Look for further'] }),
  'options-crm-checked': optionsScene('crm', appState(), FILLED, ['crm.kind'], {
    clicks: ['Check permissions and fields'],
  }),
  'options-template-new': optionsScene('crm', NEW, settingsWith({ 'crm.kind': 'template' }), [], {
    template: 'new',
  }),
  'options-template-broken': optionsScene('crm', NEW, WITH_TEMPLATE, [], {
    template: 'installed',
    clicks: ['Edit'],
  }),
  'options-template-tried': optionsScene('crm', appState(), WITH_TEMPLATE, [], {
    template: 'installed',
  }),
  'options-template-narrow': optionsScene('crm', appState(), WITH_TEMPLATE, [], {
    template: 'installed',
    width: 360,
    height: 700,
  }),
  'options-logging-advanced': optionsScene('logging', appState(), FILLED, [], {
    clicks: ['What is written'],
  }),
  'welcome-new': welcomeScene(NEW),
  'welcome-halfway': welcomeScene(
    appState({ crm: { ...appState().crm, state: 'signed-out', user: undefined } }),
  ),
  'welcome-done': welcomeScene(appState()),
  'microphone-waiting': welcomeScene(
    appState({ phone: { ...appState().phone, microphone: 'ask' }, calls: [{ ...card(), call: call() }] }),
    true,
  ),
};
