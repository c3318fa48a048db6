import type { EventLog } from './event-log.ts';
import type { PbxEvent } from './pbx-sandbox.ts';

/** Lines that Kamailio's configuration logs for us: `@kind` and fields parted by tabs. */
const MARK = /@(registered|unregistered|invite|reply|cancelled|ended|message|end)(?: (.*))?$/s;

/** Turns Kamailio's log into events and SIP messages, line by line. */
export function createKamailioReader(
  log: EventLog,
  onMessage: (text: string) => void,
): (line: string) => void {
  let message: string[] | null = null;
  return (line) => {
    const mark = line.match(MARK);
    if (message && mark?.[1] === 'end') {
      onMessage(message.join('\n').replace(/\r\n\r\n\n*$/, '\r\n\r\n'));
      message = null;
      return;
    }
    if (!mark) return void message?.push(line);
    const text = mark[2] ?? '';
    if (mark[1] === 'message') {
      message = [text];
      return;
    }
    const event = eventOf(mark[1] ?? '', text.split('\t'), Date.now());
    if (event) log.add(event);
  };
}

function eventOf(kind: string, fields: readonly string[], at: number): PbxEvent | null {
  const [first = '', second = '', third = '', fourth = ''] = fields;
  switch (kind) {
    case 'registered':
      return { type: 'registered', at, user: first, expires: Number(second) || 0, contact: third };
    case 'unregistered':
      return { type: 'unregistered', at, user: first };
    case 'invite':
      return { type: 'invite', at, callId: first, from: second, displayName: unquoted(third), to: fourth };
    case 'reply':
      return { type: 'reply', at, callId: first, method: second, status: Number(third), reason: fourth };
    case 'cancelled':
      return { type: 'cancelled', at, callId: first };
    case 'ended':
      return { type: 'ended', at, callId: first, by: second };
    default:
      return null;
  }
}

const unquoted = (name: string) => (name === '<null>' ? '' : name.replace(/^"(.*)"$/, '$1'));
