import type { Heard } from '../../support/tone.ts';
import type { BaresipControl, BaresipEvent } from './baresip-control.ts';
import type { DeskCall } from './pbx-sandbox.ts';

export interface DeskCallControl extends DeskCall {
  /** Takes in what the phone reports about this call. */
  handle(event: BaresipEvent): void;
}

/** The two ways to know what a phone hears. */
export interface Ears {
  /** The last seconds of what is sent to it, from the capture of the call. */
  hears(callId: string, seconds: number, now: number): Heard;
  /** What it recorded itself between two times. */
  recording(since: number, until: number): Heard;
}

/** A call at a baresip phone, followed by its events and steered by its commands. */
export function createDeskCall(first: BaresipEvent, control: BaresipControl, ears: Ears): DeskCallControl {
  const id = first.id ?? '';
  const changes = new Set<() => void>();
  let state: DeskCall['state'] = 'ringing';
  let reason = '';
  let digits = '';
  let answeredAt = Number.POSITIVE_INFINITY;
  let endedAt = Number.POSITIVE_INFINITY;

  const until = (reached: () => boolean, what: string, timeoutMs: number) =>
    new Promise<void>((resolve, reject) => {
      const finish = (error?: Error) => {
        clearTimeout(timer);
        changes.delete(look);
        if (error) reject(error);
        else resolve();
      };
      const look = () => {
        if (reached()) finish();
        else if (state === 'ended') finish(new Error(`The call ended (${reason}) before it was ${what}.`));
      };
      const timer = setTimeout(
        () => finish(new Error(`The call was not ${what} in ${timeoutMs} ms.`)),
        timeoutMs,
      );
      changes.add(look);
      look();
    });

  // Sent in one go, so that no other call's command comes between.
  const inThisCall = async (name: string, params?: string) => {
    await Promise.all([
      control.command('uafind', first.accountaor ?? ''),
      control.command('callfind', id),
      control.command(name, params),
    ]);
  };
  // Recording begins when media does, which may be before the answer.
  const since = Date.now();
  const hears = async (seconds = 1) => ears.hears(id, seconds, Math.min(endedAt, Date.now()));

  return {
    id,
    direction: first.direction ?? 'incoming',
    peer: first.peeruri?.match(/^sips?:([^@;]*)@/)?.[1] ?? '',
    displayName: first.peerdisplayname ?? '',
    get state() {
      return state;
    },
    handle(event) {
      if (event.type === 'CALL_ESTABLISHED') {
        state = 'answered';
        answeredAt = Date.now();
      }
      if (event.type === 'CALL_CLOSED') {
        state = 'ended';
        reason = event.param ?? '';
        endedAt = Date.now();
      }
      if (event.type === 'CALL_DTMF_START') digits += event.param ?? '';
      for (const change of changes) change();
    },
    answered: (timeoutMs = 15_000) =>
      until(() => answeredAt < Number.POSITIVE_INFINITY, 'answered', timeoutMs),
    async ended(timeoutMs = 15_000) {
      await until(() => state === 'ended', 'ended', timeoutMs);
      return reason;
    },
    answer: () => inThisCall('accept'),
    hangUp: () => inThisCall('hangup'),
    hold: () => inThisCall('hold'),
    resume: () => inThisCall('resume'),
    digits: () => digits,
    sendDigits: (wanted) => inThisCall('sndcode', wanted),
    transfer: (to) => inThisCall('transfer', to),
    hears,
    async untilHears(hz, timeoutMs = 15_000) {
      const deadline = Date.now() + timeoutMs;
      for (;;) {
        const heard = await hears(1);
        const fits = hz === null ? heard.toneHz === null : Math.abs((heard.toneHz ?? 0) - hz) <= 15;
        if (fits && heard.seconds >= (hz === null ? 1 : 0.9)) return heard;
        if (Date.now() > deadline)
          throw new Error(`The phone hears ${JSON.stringify(heard)}, not ${hz ?? 'silence'}.`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    recording: async () => ears.recording(since, endedAt),
  };
}
