/** What stands where something was taken out. */
const GONE = '(left out)';

/** Headers whose values are shown; what is not here, such as a header of the PBX's own, is named and its value left out. */
const SHOWN = new Set(
  (
    'via v from f to t call-id i cseq contact m max-forwards expires min-expires allow supported k require ' +
    'unsupported user-agent server content-type c content-length l event o subscription-state refer-to r ' +
    'referred-by b replaces reason warning retry-after record-route route accept session-expires x min-se date ' +
    'diversion history-info p-asserted-identity p-preferred-identity remote-party-id allow-events u path ' +
    'service-route content-disposition content-encoding e privacy rack rseq sip-etag'
  ).split(' '),
);
/** Their digits are ids, not telephone numbers. */
const IDS = new Set(['via', 'v', 'call-id', 'i', 'cseq', 'content-length', 'l', 'max-forwards', 'expires']);

/** Longer values are cut: they help nobody, and looking through them takes time. */
const LONGEST = 1_000;

/** SDP lines with keys, or with what stands for one. */
const KEY_LINES = /^a=(fingerprint|crypto|ice-pwd|ice-ufrag|identity|key-mgmt|tls-id):?.*$/i;

/** Keeps the ends of a number, so that two numbers can be told apart and none can be called: `+1503***41`. */
export function maskNumber(text: string): string {
  if (text.length <= 4) return text;
  const head = text.startsWith('+') ? 3 : 2;
  return `${text.slice(0, head)}${'*'.repeat(Math.max(1, text.length - head - 2))}${text.slice(-2)}`;
}

/** Shortens whatever looks like a telephone number in free text. */
export function maskNumbers(text: string): string {
  return text.replace(/(?<![\w*.])\+?\d(?:[\s().-]?\d){5,}(?![\w*])/g, (number) =>
    maskNumber(number.replace(/[\s().-]/g, '')),
  );
}

/**
 * A SIP message as it may be shown to whoever helps: no proof and no challenge, no keys of the sound, no names, no text of
 * messages, no digits that were typed; numbers are shortened. Structure, addresses of computers and ids stay.
 */
export function redactSip(message: string): string {
  const [, head = '', body = ''] = /^([\s\S]*?)(?:\r?\n\r?\n([\s\S]*))?$/.exec(message) ?? [];
  // A folded line belongs to the header before it, whatever it looks like.
  const [first = '', ...headers] = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const type = headers.map((line) => /^(?:content-type|c)\s*:\s*([^;\s]+)/i.exec(line)?.[1]).find(Boolean);
  const lines = [maskAddresses(first.slice(0, LONGEST)), ...headers.filter(Boolean).map(redactHeader)];
  return [...lines, ...(body ? ['', redactBody(type?.toLowerCase() ?? '', body)] : [])].join('\n');
}

function redactHeader(line: string): string {
  const colon = line.indexOf(':');
  const name = line.slice(0, colon).trim();
  const value = line
    .slice(colon + 1)
    .trim()
    .slice(0, LONGEST);
  if (colon < 1 || !/^[\w!%*.+`'~-]{1,60}$/.test(name)) return GONE;
  const key = name.toLowerCase();
  if (!SHOWN.has(key)) return `${name}: ${GONE}`;
  if (IDS.has(key)) return `${name}: ${key === 'via' || key === 'v' ? maskAddresses(value) : value}`;
  return `${name}: ${maskNumbers(maskAddresses(withoutNames(value)))}`;
}

/** Display names, quoted or bare, and ids of installations. */
function withoutNames(value: string): string {
  const quoted = value
    .replace(/"(?:[^"\\]|\\.)*"(?=\s*<)/g, '"(name)"')
    .replace(/urn:uuid:[\w-]+/gi, `urn:uuid:${GONE}`);
  const parts = quoted.split('<');
  const last = parts.pop() ?? '';
  return [...parts.map(withoutBareName), last].join('<');
}

/** What stands before an address, from the last sign that ends another part. */
function withoutBareName(text: string): string {
  const from = Math.max(...['>', ',', ';', '=', '"'].map((sign) => text.lastIndexOf(sign))) + 1;
  return text.slice(from).trim() === '' ? text : `${text.slice(0, from)}"(name)" `;
}

/** User parts of addresses are shortened; passwords and headers inside addresses go. */
function maskAddresses(text: string): string {
  return text
    .replace(/\b(sips?:)([^@\s<>;?]*)@/gi, (_, scheme: string, user: string) => {
      const [name = ''] = user.split(':');
      return `${scheme}${maskNumber(name)}@`;
    })
    .replace(
      /\b(tel:)([^\s<>;,]+)/gi,
      (_, scheme: string, number: string) => `${scheme}${maskNumber(number)}`,
    )
    .replace(/(\bsips?:[^\s<>?]*)\?[^\s<>]*/gi, `$1?${GONE}`);
}

/** Who made the description is told in several places; what matters are media, codecs and addresses. */
function redactSdp(line: string): string {
  if (/^[siuep]=/i.test(line)) return `${line.slice(0, 2)}${GONE}`;
  return maskAddresses(
    line
      .replace(KEY_LINES, `a=$1:${GONE}`)
      .replace(/^o=\S+/i, `o=${GONE}`)
      .replace(/^(a=ssrc:\d+ )[\s\S]*$/i, `$1${GONE}`)
      .replace(/^(a=msid(?:-semantic)?:)[\s\S]*$/i, `$1${GONE}`),
  );
}

function redactBody(type: string, body: string): string {
  switch (type) {
    case 'application/sdp':
      return body
        .split(/\r?\n/)
        .map((line) => redactSdp(line.slice(0, LONGEST)))
        .join('\n')
        .trimEnd();
    case 'application/simple-message-summary':
    case 'message/sipfrag':
      return maskNumbers(maskAddresses(body.slice(0, LONGEST))).trimEnd();
    default:
      // Typed digits, chat, a colleague's calls: none of it is needed to mend a line.
      return `(${type || 'a body'}, ${body.length} characters left out)`;
  }
}
