import {
  cleanWish,
  toConfirmation,
  whyConfirm,
  type DialHistory,
  type DialWish,
} from '@/utils/engine/dial-gate';
import { readTyped } from '@/utils/numbers/typed-number';
import type { Confirmation } from '@/utils/messaging/app-state';
import type { CallOrigin } from '@/utils/phone/call';
import { PhoneError, type DialRequest } from '@/utils/phone/phone-service';

/** A dial request with what the gate wants to know about it. */
export type Dialled = DialWish & { ext?: string; origin?: CallOrigin };

interface DiallingDeps {
  dial: (request: DialRequest) => Promise<string>;
  /** Readies the sound of the next call; the function returned lets go. */
  prepare: () => () => void;
  /** Numbers called before, from the history. */
  calledBefore: (number: string) => Promise<boolean>;
  options: () => { country: string; confirmInternational: boolean };
  now: () => number;
  newId: () => string;
  /** A confirmation came or went. */
  onChange: () => void;
}

/** At most so often in a minute the microphone is opened for calls that are not dialled yet. */
export const PREPARED_PER_MINUTE = 10;
const MINUTE = 60_000;

/** Starts calls, or asks a human first; keeps what waits for a yes. */
export function createDialling(deps: DiallingDeps) {
  const waiting = new Map<string, { confirmation: Confirmation; request: DialRequest }>();
  const history: DialHistory & { known: Set<string> } = { recent: [], known: new Set() };

  let prepared: number[] = [];

  /** Why a human has to say yes first. The history is only asked where it could spare the question: it may be long. */
  async function reasonOf(number: string, wish: Dialled): Promise<Confirmation['reason'] | null> {
    const judge = () => whyConfirm(number, wish, history, { ...deps.options(), now: deps.now() });
    const reason = judge();
    if (reason !== 'premium' && reason !== 'abroad') return reason;
    if (!(await deps.calledBefore(number))) return reason;
    history.known.add(number);
    return judge();
  }

  async function start(request: DialRequest, host: string): Promise<{ callId: string }> {
    history.recent = [
      ...history.recent.filter(({ at }) => at > deps.now() - MINUTE),
      { host, number: request.number, at: deps.now() },
    ];
    return { callId: await deps.dial(request) };
  }

  return {
    /** Readies the sound for a wish that may still be taken back, if it would be dialled at once. The function returned lets go. */
    async prepare(wish: Dialled): Promise<() => void> {
      const number = cleanWish(wish);
      prepared = prepared.filter((at) => at > deps.now() - MINUTE);
      if (
        number === null ||
        prepared.length >= PREPARED_PER_MINUTE ||
        (await reasonOf(number, wish)) !== null
      )
        return () => undefined;
      prepared.push(deps.now());
      return deps.prepare();
    },

    /** Dials, or returns what has to be confirmed. Rejects with `PhoneError` when the text is no number. */
    async dial(wish: Dialled): Promise<{ callId: string } | { confirmationId: string }> {
      const { country } = deps.options();
      // What a page asks for was read there, and is digits alone.
      const typed = wish.from === 'extension' ? readTyped(wish.number, country) : { number: wish.number };
      const number = cleanWish({ ...wish, number: typed.number });
      if (number === null) throw new PhoneError('not-a-number', 'This is not a telephone number.');
      const request: DialRequest = { number, ext: wish.ext ?? typed.ext, origin: wish.origin };
      const reason = await reasonOf(number, wish);
      if (reason === null) return start(request, wish.host ?? '');
      const id = deps.newId();
      // One question at a time from a page: a flood of clicks must not stack up windows full of questions.
      if (wish.from === 'page')
        for (const [other, { confirmation }] of waiting)
          if (confirmation.host === wish.host) waiting.delete(other);
      waiting.set(id, { confirmation: toConfirmation(id, request, wish, reason, country), request });
      deps.onChange();
      return { confirmationId: id };
    },

    /** Answers a question; an answer to one that is gone changes nothing. */
    async confirm(id: string, yes: boolean): Promise<void> {
      const entry = waiting.get(id);
      if (!entry) return;
      waiting.delete(id);
      deps.onChange();
      if (!yes) return;
      history.known.add(entry.request.number);
      await start(entry.request, entry.confirmation.host ?? '');
    },

    confirmations: (): Confirmation[] => [...waiting.values()].map(({ confirmation }) => confirmation),
  };
}
