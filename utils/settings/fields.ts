/** How one setting is checked, in storage, import files and enterprise policy alike. */
export type FieldRule =
  | { kind: 'text'; max: number; check?: (value: string) => string | null; pattern?: string }
  | { kind: 'flag' }
  | { kind: 'choice'; options: readonly string[] }
  | { kind: 'number'; min: number; max: number }
  | {
      kind: 'list';
      max: number;
      itemMax: number;
      options?: readonly string[];
      check?: (value: string) => string | null;
    }
  | { kind: 'map'; max: number; valueMax: number }
  | { kind: 'ice-servers' }
  | { kind: 'colleagues'; max: number };

const HOST = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i;

/** A WebSocket address of a PBX: `wss:` only, no user name in it. */
export function checkServer(value: string): string | null {
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    return 'Write the whole address, such as wss://pbx.example.com:8089/ws.';
  }
  if (url.protocol === 'ws:') return 'Use wss: instead of ws: — calls and passwords must travel encrypted.';
  if (url.protocol !== 'wss:') return 'The address must begin with wss://.';
  if (url.username || url.password) return 'Leave user name and password out of the address.';
  return null;
}

/** A host name as it stands between `https://` and the next slash; `*.` in front means every host below it. */
export function checkHost(value: string): string | null {
  return HOST.test(value.replace(/^\*\./, '')) ? null : 'Write only the host, such as crm.example.com.';
}

const checkDomain = (value: string) =>
  value === '' || HOST.test(value) ? null : 'Write only the domain, such as pbx.example.com.';
const checkUser = (value: string) =>
  /^[^\s@<>":;?]*$/.test(value) ? null : 'Write only the extension or user name, without @ and what follows.';
const checkCountry = (value: string) => (/^[A-Z]{2}$/.test(value) ? null : 'Two letters, such as US or DE.');
const checkEmail = (value: string) =>
  value === '' || /^[^\s@]+@[^\s@]+$/.test(value)
    ? null
    : 'Write a whole e-mail address, such as ann@example.com.';
const checkOwner = (value: string) => (value === 'agent' ? null : checkEmail(value || '?'));
const checkDigits = (value: string) =>
  /^[0-9*#+]*$/.test(value) ? null : 'Only digits, * and # may stand here.';

const checkPickup = (value: string) =>
  /^(?:[0-9*#]{1,16}(?:\{extension\}[0-9*#]{0,8})?)?$/.test(value)
    ? null
    : 'Write a code such as *8, or **{extension} where the colleague’s extension belongs to it.';

const text = (max: number, check?: (value: string) => string | null): FieldRule => ({
  kind: 'text',
  max,
  check,
});
const flag: FieldRule = { kind: 'flag' };
const choice = (...options: string[]): FieldRule => ({ kind: 'choice', options });

/** Every setting there is, by its dotted path. Secrets are marked: they go to the vault. */
export const FIELDS: Record<string, FieldRule & { secret?: true }> = {
  'sip.servers': { kind: 'list', max: 8, itemMax: 512, check: checkServer },
  'sip.domain': text(253, checkDomain),
  'sip.username': text(128, checkUser),
  'sip.authorizationUsername': text(128, checkUser),
  'sip.password': { kind: 'text', max: 256, secret: true },
  'sip.displayName': text(128),
  'sip.iceServers': { kind: 'ice-servers' },
  'sip.relayOnly': flag,
  'sip.registerSeconds': { kind: 'number', min: 60, max: 3600 },
  'sip.dtmf': choice('rtp', 'info'),
  'sip.dialFormat': choice('plus', 'digits', 'double-zero', 'national'),
  'sip.dialPrefix': text(8, checkDigits),
  'sip.autoAnswer': flag,
  'sip.voicemailNumber': text(20, checkDigits),
  'sip.pickupCode': text(32, checkPickup),
  'audio.input': text(256),
  'audio.output': text(256),
  'audio.ringOutput': text(256),
  'audio.ringtone': choice('classic', 'soft', 'silent'),
  'audio.noiseSuppression': flag,
  'audio.echoCancellation': flag,
  'audio.autoGainControl': flag,
  'crm.kind': choice('zoho', 'template', 'none'),
  'crm.zoho.dataCenter': choice('us', 'eu', 'in', 'au', 'jp', 'cn', 'ca', 'sa', 'uk', 'ae'),
  'crm.zoho.environment': choice('production', 'sandbox', 'developer'),
  'crm.zoho.clientId': text(128),
  'crm.zoho.clientSecret': { kind: 'text', max: 256, secret: true },
  'crm.zoho.refreshToken': { kind: 'text', max: 512, secret: true },
  'crm.zoho.lookupIn': { kind: 'list', max: 5, itemMax: 64 },
  'crm.template.key': text(64),
  'crm.template.fields': { kind: 'map', max: 20, valueMax: 2048 },
  'crm.alwaysQuery': flag,
  'crm.agentEmail': text(254, checkEmail),
  'contacts.create': choice('manual', 'automatic'),
  'contacts.createIn': choice('Leads', 'Contacts'),
  'contacts.createFor': { kind: 'list', max: 2, itemMax: 16, options: ['inbound', 'outbound'] },
  'pop.how': choice('manual', 'automatic'),
  'pop.when': choice('ringing', 'answered', 'ended'),
  'journal.enabled': flag,
  'journal.subject': text(2000),
  'journal.description': text(8000),
  'journal.fields': { kind: 'map', max: 20, valueMax: 2000 },
  'journal.owner': text(254, checkOwner),
  'journal.recordingLink': flag,
  'journal.logMissed': flag,
  'journal.logInternal': flag,
  'detection.country': text(2, checkCountry),
  'detection.mode': choice('listed', 'everywhere'),
  'detection.allow': { kind: 'list', max: 200, itemMax: 255, check: checkHost },
  'detection.deny': { kind: 'list', max: 200, itemMax: 255, check: checkHost },
  'detection.dialOn': choice('click', 'button'),
  'calls.incomingWindow': flag,
  'calls.notification': flag,
  'calls.waiting': flag,
  'calls.doNotDisturb': flag,
  'calls.confirmInternational': flag,
  'vault.lockAfterMinutes': { kind: 'number', min: 0, max: 1440 },
  'calls.colleagues': { kind: 'colleagues', max: 30 },
};

/** The rule of one setting; own keys only, so that a file's `constructor` is as unknown as any other word. */
export function ruleFor(path: string): (FieldRule & { secret?: true }) | undefined {
  return Object.hasOwn(FIELDS, path) ? FIELDS[path] : undefined;
}
