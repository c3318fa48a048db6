import { fakeSdp } from './fake-media-host';

/** Reads one header of a SIP message in text. */
export function headerOf(message: string, name: string): string | undefined {
  const head = message.split('\r\n\r\n')[0]!;
  const line = head.split('\r\n').find((each) => each.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return line?.slice(name.length + 1).trim();
}

export const methodOf = (message: string) => (message.startsWith('SIP/2.0') ? '' : message.split(' ')[0]!);
export const statusOf = (message: string) => Number(/^SIP\/2\.0 (\d+)/.exec(message)?.[1] ?? 0);

/** An INVITE as a PBX sends it to extension 1001. */
export function incomingInvite({
  callId,
  from = '"Alice" <sip:+12025550142@pbx.test>',
  extra = [],
  body = fakeSdp(),
  target = 'sip:1001@pbx.test',
}: {
  callId: string;
  from?: string;
  extra?: string[];
  body?: string;
  target?: string;
}): string {
  return [
    `INVITE ${target} SIP/2.0`,
    `Via: SIP/2.0/WSS 192.0.2.1;branch=z9hG4bK-${callId}`,
    'Max-Forwards: 70',
    `From: ${from};tag=from-${callId}`,
    'To: <sip:1001@pbx.test>',
    `Call-ID: ${callId}`,
    'CSeq: 1 INVITE',
    'Contact: <sip:pbx@192.0.2.1;transport=ws>',
    ...extra,
    ...(body ? ['Content-Type: application/sdp'] : []),
    `Content-Length: ${new TextEncoder().encode(body).length}`,
    '',
    body,
  ].join('\r\n');
}

/** A request inside the dialog that our 200 to `incomingInvite` made. */
export function inDialog(
  method: string,
  invite: string,
  our200: string,
  cseq: number,
  extra: string[] = [],
  body = '',
): string {
  const contact = /<([^>]+)>/.exec(headerOf(our200, 'Contact') ?? '')?.[1] ?? 'sip:1001@pbx.test';
  return [
    `${method} ${contact} SIP/2.0`,
    `Via: SIP/2.0/WSS 192.0.2.1;branch=z9hG4bK-${headerOf(invite, 'Call-ID')}-${method}-${cseq}`,
    'Max-Forwards: 70',
    `From: ${headerOf(invite, 'From')}`,
    `To: ${headerOf(our200, 'To')}`,
    `Call-ID: ${headerOf(invite, 'Call-ID')}`,
    `CSeq: ${cseq} ${method}`,
    'Contact: <sip:pbx@192.0.2.1;transport=ws>',
    ...extra,
    ...(body ? ['Content-Type: application/sdp'] : []),
    `Content-Length: ${new TextEncoder().encode(body).length}`,
    '',
    body,
  ].join('\r\n');
}

/** An answer of the PBX to a request of ours. */
export function answerTo(request: string, status: number, extra: string[] = [], body = ''): string {
  const to = headerOf(request, 'To') ?? '';
  return [
    `SIP/2.0 ${status} Reason`,
    ...request.split('\r\n').filter((line) => line.startsWith('Via:')),
    `From: ${headerOf(request, 'From')}`,
    `To: ${to.includes('tag=') || status === 100 ? to : `${to};tag=pbx`}`,
    `Call-ID: ${headerOf(request, 'Call-ID')}`,
    `CSeq: ${headerOf(request, 'CSeq')}`,
    ...(/INVITE|REFER|SUBSCRIBE/.test(headerOf(request, 'CSeq') ?? '')
      ? ['Contact: <sip:pbx@192.0.2.1;transport=ws>']
      : []),
    ...extra,
    ...(body ? ['Content-Type: application/sdp'] : []),
    `Content-Length: ${new TextEncoder().encode(body).length}`,
    '',
    body,
  ].join('\r\n');
}
