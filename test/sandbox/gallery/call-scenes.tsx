import { CallPage } from '@/components/call/call-page';
import type { EngineApi } from '@/utils/messaging/apis';
import type { AppState } from '@/utils/messaging/app-state';
import { active, appState, card, DETAILS, ended, HALDEN, JANE, LAYLA, NOW, OTTO } from './fixtures';
import { modelOf, type Scene } from './scene';

const callScene = (state: AppState, more: Partial<Scene> = {}, answers?: Partial<EngineApi>): Scene => ({
  page: 'call',
  width: 380,
  height: 560,
  draw: () => <CallPage model={modelOf(state, answers)} onClose={() => {}} />,
  ...more,
});

const held = card(
  active({ id: 'call-2', held: true, remote: { number: '1002', e164: undefined, name: '' } }),
  {
    match: { state: 'none', records: [] },
  },
);

const ANNA = { ...OTTO, name: 'Anna Berg', title: undefined, company: 'Berg KG', email: undefined };

/** A call with somebody who says a name that the CRM does not know. */
const UNKNOWN = appState({
  calls: [
    card(active({ remote: { number: '4930901820', e164: '+4930901820', name: 'Anna Berg' } }), {
      match: { state: 'none', records: [] },
    }),
  ],
});

/** The call window. */
export const CALL_SCENES: Record<string, Scene> = {
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
      crm: { kind: 'none', name: '', state: 'off', canCreate: [], canSearch: false, takesChanges: false },
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
  'call-held': callScene(appState({ calls: [card(active({ held: true }))] })),
  'call-keypad-560': callScene(appState({ calls: [card(active())] }), { clicks: ['Keypad'] }),
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
  'call-create': callScene(UNKNOWN, { clicks: ['Create lead'], height: 760 }),
  'call-create-incomplete': callScene(UNKNOWN, { clicks: ['Create lead', 'Create lead'], height: 760 }),
  'call-create-duplicate': callScene(
    UNKNOWN,
    { clicks: ['Create contact', 'Create contact'], height: 760 },
    {
      fieldsFor: async () => [],
      createRecord: () =>
        Promise.reject(Object.assign(new Error('Zoho already has this record.'), { existing: JANE })),
    },
  ),
  'call-find': callScene(appState({ calls: [card(active(), { match: { state: 'none', records: [] } })] }), {
    clicks: ['Someone you know'],
    type: 'Jane',
    height: 760,
  }),
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
  'call-ended-no-changes': callScene(
    appState({
      crm: { ...appState().crm, kind: 'template', name: 'Zendesk', takesChanges: false },
      calls: [card(ended(), { log: { state: 'logged' } })],
    }),
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
};
