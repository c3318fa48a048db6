import { SECTIONS } from '@/components/options/section';
import { DEFAULTS } from '@/utils/settings/schema';
import { appState } from './fixtures';
import { optionsScene, settingsWith } from './options-scene';
import type { Scene } from './scene';
import { NEW } from './states';

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

/** The options page. */
export const OPTIONS_SCENES: Record<string, Scene> = {
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
    template: 'none',
  }),
  'options-template-broken': optionsScene('crm', NEW, WITH_TEMPLATE, [], {
    template: 'broken',
    clicks: ['Edit'],
  }),
  'options-template-edited': optionsScene('crm', NEW, WITH_TEMPLATE, [], {
    template: 'good',
    clicks: ['Edit'],
  }),
  'options-template-tried': optionsScene('crm', appState(), WITH_TEMPLATE, [], {
    template: 'good',
  }),
  'options-template-narrow': optionsScene('crm', appState(), WITH_TEMPLATE, [], {
    template: 'good',
    width: 360,
    height: 700,
  }),
  'options-logging-advanced': optionsScene('logging', appState(), FILLED, [], {
    clicks: ['What is written'],
  }),
};
