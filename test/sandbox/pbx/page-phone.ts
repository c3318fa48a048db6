import type { WebSocket } from 'ws';
import type { Heard } from '../../support/tone.ts';
import type { DeskCall, DeskPhone } from './pbx-sandbox.ts';

/** What the customer's page tells about a call; the page is the one that knows. */
interface CallReport {
  readonly id: string;
  readonly direction: DeskCall['direction'];
  readonly peer: string;
  readonly displayName: string;
  readonly state: DeskCall['state'];
  readonly reason: string;
  readonly digits: string;
  readonly wasAnswered: boolean;
}

/** From the page: the state of a call, or the answer to a command. */
type FromPage = { call: CallReport } | { answer: number; value?: unknown; error?: string };

export interface PagePhone extends DeskPhone {
  /** Takes the control socket of a customer's page that was opened. */
  attach(socket: WebSocket): void;
}

/** The customer's phone where there is no baresip: a page with WebRTC, steered over a WebSocket of its own. */
export function createPagePhone(toneHz: number): PagePhone {
  const reports = new Map<string, CallReport>();
  const calls = new Map<string, DeskCall>();
  const changes = new Set<() => void>();
  const waiting = new Map<number, (answer: { value?: unknown; error?: string }) => void>();
  let page: WebSocket | null = null;
  let nextCommand = 1;

  const until = <T>(find: () => T | undefined, what: string, timeoutMs: number) =>
    new Promise<T>((resolve, reject) => {
      const look = () => {
        const found = find();
        if (found === undefined) return;
        clearTimeout(timer);
        changes.delete(look);
        resolve(found);
      };
      const timer = setTimeout(() => {
        changes.delete(look);
        reject(new Error(`${what} did not happen in ${timeoutMs} ms.`));
      }, timeoutMs);
      changes.add(look);
      look();
    });

  const command = async <T>(name: string, ...args: readonly unknown[]): Promise<T> => {
    const socket = await until(() => page ?? undefined, 'Opening the customer’s page', 15_000);
    const id = nextCommand++;
    const answer = await new Promise<{ value?: unknown; error?: string }>((resolve) => {
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, name, args }));
    });
    if (answer.error) throw new Error(`The customer’s page could not ${name}: ${answer.error}`);
    return answer.value as T;
  };

  const callOf = (id: string): DeskCall => {
    const report = () => reports.get(id)!;
    const hears = (seconds = 1) => command<Heard>('hears', id, seconds);
    return {
      id,
      direction: report().direction,
      peer: report().peer,
      displayName: report().displayName,
      get state() {
        return report().state;
      },
      async answered(timeoutMs = 15_000) {
        const settled = () => (report().wasAnswered || report().state === 'ended' ? report() : undefined);
        const { wasAnswered, reason } = await until(settled, 'The answer', timeoutMs);
        if (!wasAnswered) throw new Error(`The call ended (${reason}) before it was answered.`);
      },
      ended: (timeoutMs = 15_000) =>
        until(
          () => (report().state === 'ended' ? report().reason : undefined),
          'The end of the call',
          timeoutMs,
        ),
      answer: () => command('answer', id),
      hangUp: () => command('hangUp', id),
      hold: () => command('hold', id, true),
      resume: () => command('hold', id, false),
      digits: () => report().digits,
      sendDigits: (digits) => command('sendDigits', id, digits),
      transfer: (to) => command('transfer', id, to),
      hears,
      async untilHears(hz, timeoutMs = 15_000) {
        const deadline = Date.now() + timeoutMs;
        for (;;) {
          const heard = await hears();
          if (hz === null ? heard.toneHz === null : Math.abs((heard.toneHz ?? 0) - hz) <= 15) return heard;
          if (Date.now() > deadline)
            throw new Error(`The customer hears ${JSON.stringify(heard)}, not ${hz ?? 'silence'}.`);
          await new Promise((resolve) => setTimeout(resolve, 200));
        }
      },
      recording: () => command('recording', id),
    };
  };

  const nextCall = (direction: DeskCall['direction'], timeoutMs: number) => {
    const before = new Set(calls.keys());
    const isNew = (call: DeskCall) => !before.has(call.id) && call.direction === direction;
    return until(() => [...calls.values()].find(isNew), `An ${direction} call`, timeoutMs);
  };

  return {
    toneHz,
    attach(socket) {
      page = socket;
      socket.on('close', () => {
        if (page === socket) page = null;
        for (const report of reports.values())
          if (report.state !== 'ended')
            reports.set(report.id, { ...report, state: 'ended', reason: 'page closed' });
        for (const look of changes) look();
      });
      socket.on('message', (data: Buffer) => {
        const message = JSON.parse(data.toString()) as FromPage;
        if ('answer' in message) {
          waiting.get(message.answer)?.(message);
          waiting.delete(message.answer);
          return;
        }
        const { id } = message.call;
        reports.set(id, message.call);
        if (!calls.has(id)) calls.set(id, callOf(id));
        for (const look of changes) look();
      });
      for (const look of changes) look();
    },
    async call(to, options = {}) {
      const started = nextCall('outgoing', 15_000);
      await command('call', to, options);
      return started;
    },
    incoming: (timeoutMs = 15_000) => nextCall('incoming', timeoutMs),
    calls: () => [...calls.values()],
    log: () => [...reports.values()].map((report) => JSON.stringify(report)).join('\n'),
    async stop() {
      page?.close();
    },
  };
}
