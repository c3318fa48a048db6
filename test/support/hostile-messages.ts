import { fakeSdp } from './fake-media-host';
import { answerTo, inDialog, incomingInvite } from './sip-messages';

/** Spoils a message in up to three places: lines gone, doubled or swapped, text cut, inserted or overwritten. */
export function mutate(message: string, random: () => number): string {
  const pieces = [
    '\r\n',
    ' ',
    ':',
    ';',
    ',',
    '"',
    '<',
    '>',
    '@',
    '%00',
    '\u0000',
    '\u202e',
    '=',
    '-1',
    '99999999999',
    'a'.repeat(300),
  ];
  const lines = message.split('\r\n');
  const at = () => Math.floor(random() * lines.length);
  for (let i = 0; i < 1 + Math.floor(random() * 3); i++) {
    const line = at();
    const place = Math.floor(random() * (lines[line]!.length + 1));
    switch (Math.floor(random() * 7)) {
      case 0:
        lines.splice(line, 1);
        break;
      case 1:
        lines.splice(at(), 0, lines[line]!);
        break;
      case 2:
        lines[line] =
          lines[line]!.slice(0, place) +
          pieces[Math.floor(random() * pieces.length)] +
          lines[line]!.slice(place);
        break;
      case 3:
        lines[line] =
          lines[line]!.slice(0, place) + lines[line]!.slice(place + 1 + Math.floor(random() * 10));
        break;
      case 4:
        lines[line] = lines[line]!.slice(0, place);
        break;
      case 5:
        [lines[line], lines[at()]] = [lines[at()]!, lines[line]!];
        break;
      default:
        lines[line] = lines[line]!.replace(/[a-z0-9]/gi, (each) =>
          random() < 0.05 ? String.fromCharCode(33 + Math.floor(random() * 90)) : each,
        );
    }
    if (lines.length === 0) return '';
  }
  return lines.join('\r\n');
}

/** A call that talks, seen on the wire. */
export interface LiveDialog {
  /** The INVITE we got, and our 200. */
  readonly invite: string;
  readonly ok: string;
  /** Our newest request, to be answered. */
  newest(): string | undefined;
  /** Numbers its requests from here. */
  readonly cseq: number;
}

/** Makes well-formed messages of every kind, to be spoilt. */
export function originals({ invite, ok, newest, cseq }: LiveDialog): ((n: number) => string)[] {
  const fresh = (n: number) =>
    incomingInvite({
      callId: `fuzz-${n}`,
      extra: [
        'P-Asserted-Identity: "B" <sip:2@pbx.test>',
        'Content-Disposition: session',
        'Supported: 100rel, replaces',
      ],
    });
  const other =
    (method: string, extra = '') =>
    (n: number) =>
      fresh(n).replaceAll('INVITE', method).replace('\r\nSupported', `${extra}\r\nSupported`);
  const inside =
    (method: string, extra: string[] = [], body = '') =>
    (n: number) =>
      inDialog(method, invite, ok, cseq + n, extra, body);
  const answer = (status: number) => () => {
    const ours = newest();
    return ours ? answerTo(ours, status) : '';
  };
  return [
    fresh,
    fresh,
    other('OPTIONS'),
    other('REFER', '\r\nRefer-To: <sip:0900@pbx.test>'),
    other('NOTIFY', '\r\nEvent: message-summary'),
    other('MESSAGE'),
    other('SUBSCRIBE'),
    other('CANCEL'),
    inside('INVITE', [], fakeSdp()),
    inside('INFO'),
    inside('REFER', ['Refer-To: <sip:0900@pbx.test>']),
    inside('NOTIFY', ['Event: refer']),
    inside('UPDATE'),
    inside('PRACK'),
    answer(200),
    answer(401),
    answer(503),
  ];
}
