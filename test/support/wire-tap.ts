import { UserAgent } from 'sip.js';
import type { PhoneOptions } from '@/utils/phone/create-phone';
import { createSipClient } from '@/utils/phone/sip/sip-client';

/** The wire of a phone in a page: messages can be slipped in, and what SIP.js keeps because of them can be counted. */
export interface WireTap {
  /** The INVITE that came last, and our newest 200 to an INVITE. */
  readonly invite: string;
  readonly ok: string;
  /** Lets messages arrive as if the phone system had sent them. What answers them goes nowhere. */
  slipIn(messages: readonly string[]): void;
  /** What the library holds now. */
  held(): { confirmed: number; early: number; sessions: number; transactions: number };
  /** What the phone reported as a defect of its own, or as one of SIP.js. */
  readonly defects: readonly string[];
}

/** The host that slipped-in messages come from: answers to it are not sent. */
const NOWHERE = 'SIP/2.0/WSS 192.0.2.1';

/** A tap, with what goes into the options of the phone, and each socket, for it. */
export function createWireTap() {
  const agents: UserAgent[] = [];
  const defects: string[] = [];
  const seen = { invite: '', ok: '' };
  let newest: WebSocket | null = null;
  // SIP.js keeps its dialogs to itself; whether one leaks is only seen inside.
  const start = UserAgent.prototype.start;
  UserAgent.prototype.start = function (this: UserAgent) {
    agents.push(this);
    return start.call(this);
  };

  const tap: WireTap = {
    get invite() {
      return seen.invite;
    },
    get ok() {
      return seen.ok;
    },
    slipIn(messages) {
      for (const data of messages) newest!.dispatchEvent(new MessageEvent('message', { data }));
    },
    held() {
      const { userAgentCore: core, _sessions: sessions } = agents.at(-1)!;
      const early = [...core.dialogs.values()].filter((dialog) => dialog.early).length;
      return {
        confirmed: core.dialogs.size - early,
        early,
        sessions: Object.keys(sessions).length,
        transactions: core.userAgentServers.size,
      };
    },
    defects,
  };
  const options = {
    createSip: (sip) =>
      createSipClient({
        ...sip,
        onRefused: (why) => {
          if (why === 'library-failed') defects.push(why);
        },
      }),
    onFatal: (error) => void defects.push(String(error)),
  } satisfies Partial<PhoneOptions>;

  return {
    tap,
    options,
    watch(socket: WebSocket): void {
      newest = socket;
      const send = socket.send.bind(socket);
      socket.send = (data) => {
        if (typeof data === 'string') {
          if (data.includes(NOWHERE)) return;
          if (/^SIP\/2\.0 200[^]*\r\nCSeq: \d+ INVITE\r\n/.test(data)) seen.ok = data;
        }
        send(data);
      };
      socket.addEventListener('message', ({ data, isTrusted }) => {
        if (isTrusted && typeof data === 'string' && data.startsWith('INVITE')) seen.invite = data;
      });
    },
  };
}
