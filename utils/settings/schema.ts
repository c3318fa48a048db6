import type { CrmSettings } from '@/utils/crm/crm-config';
import type { JournalSettings } from '@/utils/journal/journal-config';
import type { DetectionSettings } from '@/utils/page/detection-config';
import type { AudioSettings, CallSettings, SipSettings } from '@/utils/phone/phone-config';
import type { CreateSettings, PopSettings } from '@/utils/rules/rules-config';

/** The whole tree, in storage, import files and enterprise policy alike. Secrets are not in it: see `SECRET_KEYS`. */
export interface Settings {
  sip: SipSettings;
  audio: AudioSettings;
  crm: CrmSettings;
  contacts: CreateSettings;
  pop: PopSettings;
  journal: JournalSettings;
  detection: DetectionSettings;
  calls: CallSettings;
  vault: VaultSettings;
}

/** When the passphrase is asked for again. */
export interface VaultSettings {
  /** Minutes without use; 0 for never. Nothing happens where there is no passphrase. */
  lockAfterMinutes: number;
}

/** Paths of settings that are secrets: they live in the vault, also when they arrive by policy or import. */
export const SECRET_KEYS = ['sip.password', 'crm.zoho.clientSecret', 'crm.zoho.refreshToken'] as const;

/** A secret's path; template password fields are `crm.template.secret.<field>`. */
export type SecretKey = (typeof SECRET_KEYS)[number] | `crm.template.secret.${string}`;

/** What holds until somebody says otherwise. */
export const DEFAULTS: Settings = {
  sip: {
    servers: [],
    domain: '',
    username: '',
    authorizationUsername: '',
    displayName: '',
    iceServers: [],
    relayOnly: false,
    registerSeconds: 300,
    dtmf: 'rtp',
    dialFormat: 'plus',
    dialPrefix: '',
    autoAnswer: false,
    voicemailNumber: '',
    pickupCode: '',
  },
  audio: {
    input: 'default',
    output: 'default',
    ringOutput: 'default',
    ringtone: 'classic',
    noiseSuppression: true,
    echoCancellation: true,
    autoGainControl: true,
  },
  crm: {
    kind: 'zoho',
    zoho: {
      dataCenter: 'us',
      environment: 'production',
      clientId: '',
      lookupIn: ['Contacts', 'Leads', 'Accounts'],
    },
    template: { key: '', fields: {} },
    alwaysQuery: true,
    agentEmail: '',
  },
  contacts: { create: 'manual', createIn: 'Leads', createFor: ['inbound', 'outbound'] },
  pop: { how: 'manual', when: 'ringing' },
  journal: {
    enabled: true,
    subject:
      '{{.Communication_Type}} call {{if eq .Communication_Type "Outbound"}}to {{.Call_To}}{{else}}from {{.Call_From}}{{end}}',
    description:
      '{{.Time}} {{.Communication_Type}} {{.Call_Status}} - from {{.Call_From}} to {{.Call_To}} {{.Talk_Duration}}',
    fields: {},
    owner: 'agent',
    recordingLink: false,
    logMissed: true,
    logInternal: true,
  },
  detection: { country: 'US', mode: 'listed', allow: [], deny: [], dialOn: 'click' },
  calls: {
    incomingWindow: true,
    notification: true,
    waiting: true,
    doNotDisturb: false,
    confirmInternational: true,
    colleagues: [],
  },
  vault: { lockAfterMinutes: 0 },
};
