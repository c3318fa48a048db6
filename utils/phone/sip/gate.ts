import { Grammar } from 'sip.js';

/**
 * The gate in front of SIP.js. It reads a message as text and lets through only what SIP.js is known to survive and what
 * cannot be read in two ways: SIP.js shows the last `From` where proxies route by the first, throws on a CSeq it cannot
 * read, and has no limits of its own. A message that is refused is dropped without an answer.
 */

const MOST_BYTES = 64 * 1024;
const MOST_LINES = 200;
const LONGEST_LINE = 8 * 1024;

/** Methods SIP.js answers, with a refusal where the phone does not want them. PRACK is not: we never offer 100rel. */
const METHODS: ReadonlySet<string> = new Set([
  'INVITE',
  'ACK',
  'BYE',
  'CANCEL',
  'OPTIONS',
  'INFO',
  'NOTIFY',
  'UPDATE',
  'REFER',
  'MESSAGE',
  'SUBSCRIBE',
]);
/** Methods we send, which alone can be answered. */
const ANSWERED: ReadonlySet<string> = new Set([
  'INVITE',
  'BYE',
  'CANCEL',
  'OPTIONS',
  'INFO',
  'NOTIFY',
  'REFER',
  'SUBSCRIBE',
  'REGISTER',
]);

/** Compact forms (RFC 3261 §7.3.3) of the names that matter here. */
const LONG_NAMES: Readonly<Record<string, string>> = {
  f: 'from',
  t: 'to',
  i: 'call-id',
  l: 'content-length',
  c: 'content-type',
  m: 'contact',
  v: 'via',
  e: 'content-encoding',
  o: 'event',
  r: 'refer-to',
};
/** Headers that may stand once; a second one is an attempt to be read differently by two readers. */
const SINGLE: readonly string[] = [
  'from',
  'to',
  'call-id',
  'cseq',
  'content-length',
  'content-type',
  'content-disposition',
  'max-forwards',
  'expires',
  'event',
  'refer-to',
  'replaces',
];
const NEEDED: readonly string[] = ['from', 'to', 'call-id', 'cseq', 'via'];

const HEADER = /^([A-Za-z0-9\-.!%*_+`'~]+):[ \t]*(.*)$/;
const REQUEST_LINE = /^([A-Z]{3,20}) (sips?:[^\s<>"]{1,1024}) SIP\/2\.0$/;
const STATUS_LINE = /^SIP\/2\.0 ([1-6]\d\d)(?: (.*))?$/;
const NAME_ADDR =
  /^(?:"(?:[^"\\]|\\.)*"|[^"<>:;,]*)\s*<(?:sips?|tel):[^\s<>"]+>(?:\s*;[^\s;,<>"]+(?:=(?:"[^"]*"|[^\s;,<>"]*))?)*\s*$|^(?:sips?|tel):[^\s<>",;]+(?:;[^\s;,<>"]+)*$/i;
const VIA = /^SIP\s*\/\s*2\.0\s*\/\s*[A-Za-z0-9-]+\s+[^\s;,]+(?:\s*;[^;,\s]+)*\s*(?:,.*)?$/i;
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** Why a message was refused; null lets it through. */
export type GateRefusal =
  | 'too-large'
  | 'not-sip'
  | 'bad-start-line'
  | 'unwanted-method'
  | 'bad-header'
  | 'duplicate-header'
  | 'missing-header'
  | 'bad-address'
  | 'bad-via'
  | 'bad-cseq'
  | 'bad-length'
  | 'bad-body-headers';

/** What is wrong with a message from the PBX, or null. Linear in the length of the message. */
export function checkMessage(text: string): GateRefusal | null {
  if (text.length > MOST_BYTES) return 'too-large';
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return 'not-sip';
  const body = text.slice(end + 4);
  const lines = text.slice(0, end).split('\r\n');
  if (lines.length > MOST_LINES + 1 || lines.some((line) => line.length > LONGEST_LINE)) return 'too-large';

  const start = lines[0]!;
  const request = REQUEST_LINE.exec(start);
  if (!request && !STATUS_LINE.test(start)) return 'bad-start-line';
  if (CONTROL.test(start)) return 'bad-start-line';
  if (request && !METHODS.has(request[1]!)) return 'unwanted-method';
  // SIP.js throws on a Request-URI that its own grammar does not take.
  if (request && !Grammar.URIParse(request[2]!)) return 'bad-start-line';

  const headers = readHeaders(lines.slice(1));
  if (typeof headers === 'string') return headers;
  for (const name of NEEDED) if (!headers.get(name)?.[0]) return 'missing-header';
  if (SINGLE.some((name) => (headers.get(name)?.length ?? 0) > 1)) return 'duplicate-header';
  return (
    checkIdentity(headers, !!request) ??
    checkCSeq(headers.get('cseq')![0]!, request?.[1]) ??
    checkBody(headers, body)
  );
}

type Headers = ReadonlyMap<string, string[]>;

function readHeaders(lines: readonly string[]): Headers | GateRefusal {
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const match = HEADER.exec(line);
    // No match: a folded line, a space before the colon, or no header at all.
    if (!match || CONTROL.test(line) || line.includes('\r') || line.includes('\n')) return 'bad-header';
    const lower = match[1]!.toLowerCase();
    const name = LONG_NAMES[lower] ?? lower;
    const values = headers.get(name);
    if (values) values.push(match[2]!.trim());
    else headers.set(name, [match[2]!.trim()]);
  }
  return headers;
}

function checkIdentity(headers: Headers, isRequest: boolean): GateRefusal | null {
  const [from, to, callId] = [headers.get('from')![0]!, headers.get('to')![0]!, headers.get('call-id')![0]!];
  if (!NAME_ADDR.test(from) || !NAME_ADDR.test(to) || !/^[^\s<>"]{1,256}$/.test(callId)) return 'bad-address';
  if (isRequest && !/;\s*tag=[^\s;,]+/i.test(from)) return 'bad-address';
  if (/@[^@]*@/.test(callId)) return 'bad-address';
  for (const value of headers.get('contact') ?? [])
    if (value !== '*' && !NAME_ADDR.test(firstOf(value))) return 'bad-address';
  return headers.get('via')!.every((via) => VIA.test(via)) ? null : 'bad-via';
}

/** The first of a comma-separated list, commas in quotes and angle brackets left alone. */
function firstOf(value: string): string {
  return /^(?:"(?:[^"\\]|\\.)*"|<[^>]*>|[^,"<])*/.exec(value)?.[0].trim() ?? value;
}

function checkCSeq(cseq: string, method: string | undefined): GateRefusal | null {
  const match = /^(\d{1,10})[ \t]+([A-Z]+)$/.exec(cseq);
  if (!match || Number(match[1]) >= 2 ** 31) return 'bad-cseq';
  if (method ? match[2] !== method : !ANSWERED.has(match[2]!)) return 'bad-cseq';
  return null;
}

function checkBody(headers: Headers, body: string): GateRefusal | null {
  const length = headers.get('content-length')?.[0];
  if (length !== undefined && (!/^\d{1,6}$/.test(length) || Number(length) > utf8Length(body)))
    return 'bad-length';
  const disposition = headers.get('content-disposition')?.[0];
  if (disposition !== undefined && !/^[a-z-]+(\s*;\s*[A-Za-z-]+=[\w.-]+)*$/i.test(disposition))
    return 'bad-body-headers';
  const type = headers.get('content-type')?.[0];
  if (body && type === undefined) return 'bad-body-headers';
  if (type !== undefined && !/^[\w.+-]+\/[\w.+-]+(\s*;\s*[\w-]+=("[^"]*"|[^\s;"]+))*$/.test(type))
    return 'bad-body-headers';
  return headers.has('content-encoding') ? 'bad-body-headers' : null;
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
