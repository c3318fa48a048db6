/**
 * A SIPp scenario of a caller, step by step: `sippCaller('1001@pbx.test', [invite(), expectReply(180), …])` is the XML that
 * SIPp runs. What the other side must do is a step too; anything else fails the run.
 */
export type SippStep = (call: SippCall) => string;

interface SippCall {
  readonly target: string;
  readonly caller: string;
  cseq: number;
}

const SDP = (direction: string, version: number) => `v=0
o=- 4711 ${version} IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio [media_port] RTP/AVP 0 101
a=rtpmap:0 PCMU/8000
a=rtpmap:101 telephone-event/8000
a=${direction}`;

/** The whole scenario. `caller` is what stands in From. */
export function sippCaller(
  target: string,
  steps: readonly SippStep[],
  caller = '"Ada" <sip:+12025550142@sipp.test>',
): string {
  const call: SippCall = { target, caller, cseq: 0 };
  let index = 0;
  const elements = steps
    .flatMap((step) => step(call).split(/\n(?=<(?:send|recv|pause)\b)/))
    // SIPp names a branch used before by how many elements ago that was; the first INVITE is the first element.
    .map((element) => element.replace('[branch of the first INVITE]', `[branch-${index++}]`).trim());
  return `<?xml version="1.0" encoding="UTF-8" ?>\n<scenario name="caller">\n${elements.join('\n')}\n</scenario>\n`;
}

const send = (lines: readonly string[], body: string, attributes = '') =>
  `<send ${attributes}><![CDATA[\n${[...lines, ...(body ? ['Content-Type: application/sdp'] : []), 'Content-Length: [len]'].join('\n')}\n\n${body}\n]]></send>`;

function head(call: SippCall, method: string, uri: string, to: string): string[] {
  return [
    `${method} ${uri} SIP/2.0`,
    'Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]',
    'Max-Forwards: 70',
    `From: ${call.caller};tag=[pid]S[call_number]`,
    `To: ${to}`,
    'Call-ID: [call_id]',
    `CSeq: ${call.cseq} ${method}`,
    'Contact: <sip:sipp@[local_ip]:[local_port]>',
  ];
}

export interface SippRequestOptions {
  readonly headers?: readonly string[];
  /** Direction of the offer; null sends none. */
  readonly offer?: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive' | null;
}

/** The first INVITE. */
export const invite =
  ({ headers = [], offer = 'sendrecv' }: SippRequestOptions = {}): SippStep =>
  (call) => {
    call.cseq++;
    const lines = head(call, 'INVITE', `sip:${call.target}`, `<sip:${call.target}>`);
    return send([...lines, ...headers], offer ? SDP(offer, call.cseq) : '', 'retrans="500"');
  };

/** CANCEL of the first INVITE, on the same branch. */
export const cancel =
  (headers: readonly string[] = []): SippStep =>
  (call) =>
    send(
      [
        ...head(call, 'CANCEL', `sip:${call.target}`, `<sip:${call.target}>`).filter(
          (line) => !line.startsWith('Contact'),
        ),
        ...headers,
      ],
      '',
    ).replace('[branch]', '[branch of the first INVITE]');

/** A request inside the dialog. */
export const request =
  (method: string, { headers = [], offer = null }: SippRequestOptions = {}, body = ''): SippStep =>
  (call) => {
    call.cseq++;
    const lines = [...head(call, method, '[next_url]', `<sip:${call.target}>[peer_tag_param]`), '[routes]'];
    const described = offer ? SDP(offer, call.cseq) : '';
    return body
      ? send([...lines, ...headers], '').replace(
          /Content-Length: \[len\]\n\n\n/,
          `Content-Length: [len]\n\n${body}\n`,
        )
      : send([...lines, ...headers], described, 'retrans="500"');
  };

/** ACK of a 200, with an answer where the offer came in it. */
export const ack =
  (answer: 'sendrecv' | null = null): SippStep =>
  (call) =>
    send(
      [...head(call, 'ACK', '[next_url]', `<sip:${call.target}>[peer_tag_param]`), '[routes]'],
      answer ? SDP(answer, call.cseq) : '',
    );

/** ACK of a refusal of the first INVITE, which belongs to its transaction. */
export const ackRefusal = (): SippStep => (call) =>
  send(head(call, 'ACK', `sip:${call.target}`, `<sip:${call.target}>[peer_tag_param]`), '');

/** The answer that must come next; provisional ones before it may come. */
export const expectReply =
  (status: number): SippStep =>
  () =>
    [
      ...[100, 180, 183]
        .filter((each) => each < status && status >= 180)
        .map((each) => `<recv response="${each}" optional="true" />`),
      `<recv response="${status}" ${status >= 200 && status < 300 ? 'rrs="true"' : ''} timeout="10000" />`,
    ].join('\n');

/** The request of the other side that must come next; `matching` must be found in it. */
export const expectRequest =
  (method: string, matching?: string): SippStep =>
  (call) =>
    matching
      ? `<recv request="${method}" timeout="10000"><action><ereg regexp="${matching}" search_in="msg" check_it="true" assign_to="m${call.cseq}" /><log message="[$m${call.cseq}]" /></action></recv>`
      : `<recv request="${method}" timeout="10000" />`;

/** Our answer to the request that came last; `tag` where it is the first of a dialog. */
export const reply =
  (
    status: number,
    { headers = [], offer = null, tag }: SippRequestOptions & { tag?: string } = {},
  ): SippStep =>
  (call) =>
    send(
      [
        `SIP/2.0 ${status} Because`,
        '[last_Via:]',
        '[last_Record-Route:]',
        '[last_From:]',
        `[last_To:]${tag ? `;tag=${tag}` : ''}`,
        '[last_Call-ID:]',
        '[last_CSeq:]',
        'Contact: <sip:sipp@[local_ip]:[local_port]>',
        ...headers,
      ],
      offer ? SDP(offer, 100 + call.cseq) : '',
    );

/** NOTIFY of the refer package (RFC 3515) with a status line. */
export const notifyOfTransfer = (status: string, isLast = false): SippStep =>
  request(
    'NOTIFY',
    {
      headers: [
        'Event: refer',
        `Subscription-State: ${isLast ? 'terminated;reason=noresource' : 'active;expires=60'}`,
        'Content-Type: message/sipfrag;version=2.0',
      ],
    },
    `SIP/2.0 ${status}`,
  );

export const pause =
  (ms: number): SippStep =>
  () =>
    `<pause milliseconds="${ms}" />`;
