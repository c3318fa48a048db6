import type { CallFacts, RemoteParty } from '@/utils/phone/call';
import { cleanNumber, cleanText } from '@/utils/phone/clean-text';

/** Reads one header of a SIP message; undefined where it is missing. */
export type HeaderReader = (name: string) => string | undefined;

const PBX_ID_HEADERS = ['X-Call-UUID', 'X-Linkedid', 'X-Asterisk-Linkedid', 'X-CID', 'X-UniqueId'];
const QUEUE_HEADERS = ['X-Queue', 'X-Queue-Name', 'X-QueueName', 'X-Call-Queue'];
const RECORDING_HEADERS = ['X-Recording-Url', 'X-Call-Recording', 'X-Recording', 'X-RecordPath'];
const LONGEST_NAME = 64;

/**
 * Who calls: P-Asserted-Identity (RFC 3325), then From. Only what the PBX says; never an identity to rely on. The number is
 * empty when it is withheld.
 */
export function remoteParty(header: HeaderReader): RemoteParty {
  const asserted = readNameAddr(header('P-Asserted-Identity') ?? '');
  const from = readNameAddr(header('From') ?? '');
  const chosen = asserted.user ? asserted : from;
  const withheld = /^(anonymous|restricted|unavailable|unknown)$/i.test(chosen.user);
  return {
    number: withheld ? '' : cleanNumber(chosen.user),
    name: cleanText(asserted.name || (withheld ? '' : from.name), LONGEST_NAME),
  };
}

/** The PBX's own id of the call, the same on all its legs where it gives one; else the Call-ID. */
export function pbxIdOf(header: HeaderReader): string {
  for (const name of [...PBX_ID_HEADERS, 'Call-ID']) {
    const value = cleanText(header(name) ?? '', 128);
    if (value) return value;
  }
  return '';
}

/** What the PBX tells about the way the call took. Read as text, never fetched. */
export function callFacts(header: HeaderReader): CallFacts {
  const facts: CallFacts = {};
  const diversion = readNameAddr(header('Diversion') ?? firstEntry(header('History-Info') ?? '')).user;
  const queue = QUEUE_HEADERS.map((name) => cleanText(header(name) ?? '')).find(Boolean);
  const alertInfo = alertText(header('Alert-Info') ?? '');
  const callId = cleanText(header('Call-ID') ?? '');
  if (diversion) facts.diversion = cleanNumber(diversion);
  if (queue) facts.queue = queue;
  if (alertInfo) facts.alertInfo = alertInfo;
  if (callId) facts.callId = callId;
  const recordingUrl = RECORDING_HEADERS.map((name) => webAddress(header(name) ?? '')).find(Boolean);
  if (recordingUrl) facts.recordingUrl = recordingUrl;
  return facts;
}

/** An https address without user name and password, as it may stand in a CRM; else empty. */
function webAddress(value: string): string {
  const text = cleanText(value.replace(/^\s*<|>\s*$/g, ''), 1024);
  if (!URL.canParse(text)) return '';
  const { protocol, username, password, href } = new URL(text);
  return protocol === 'https:' && username === '' && password === '' ? href : '';
}

function alertText(value: string): string {
  const info = /;\s*info\s*=\s*"?([^";]+)"?/i.exec(value)?.[1];
  return cleanText(info ?? value.replace(/[<>]/g, ''));
}

/** History-Info lists the targets in order: the first was called first (RFC 7044). */
function firstEntry(value: string): string {
  return value.split(',')[0] ?? '';
}

/** Display name and user part of a name-addr or addr-spec (RFC 3261 §25.1), `tel:` included. */
function readNameAddr(value: string): { name: string; user: string } {
  const text = value.slice(0, 2048);
  const quoted = /^\s*"((?:[^"\\]|\\.)*)"\s*</.exec(text);
  const plain = quoted ? null : /^\s*([^<"]*)</.exec(text);
  const name = quoted ? quoted[1]!.replace(/\\(.)/g, '$1') : (plain?.[1] ?? '');
  const uri = /<([^>]*)>/.exec(text)?.[1] ?? text;
  const sip = /^\s*sips?:(?:([^@]*)@)?/i.exec(uri);
  const tel = /^\s*tel:([^;\s>]*)/i.exec(uri);
  return { name: name.trim(), user: (sip ? (sip[1] ?? '') : (tel?.[1] ?? '')).replace(/:.*$/, '') };
}
