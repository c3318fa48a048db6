import { browser, type Browser } from 'wxt/browser';
import { senderKind, senderPage, type SenderKind } from '@/utils/messaging/sender';

/** Who a message is for. All extension contexts hear every message; each answers only its own. */
export type Address = 'engine' | 'shell' | 'page' | 'numbers';

/** One request on the wire. The id makes a repeat recognisable: a repeated id is answered, not carried out again. */
export interface Envelope {
  to: Address;
  id: string;
  method: string;
  args: unknown[];
}

/** What may be said about a failure across contexts: a code, a plain sentence, and the record that is already there. */
export interface ReplyError {
  code: string;
  message: string;
  existing?: { module: string; id: string };
  /** The field the CRM complains of, in its API name. */
  field?: string;
}

type Reply = { ok: true; value: unknown } | { ok: false; error: ReplyError };
type Handler = (...args: never[]) => unknown;

/** An error that crossed contexts: `code` says what can be done, `message` is a plain sentence. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  readonly code: string;
  /** The record that is already there (`duplicate`). */
  readonly existing?: { module: string; id: string };
  /** The field the CRM complains of. */
  readonly field?: string;
  constructor(code: string, message: string, more: Pick<ReplyError, 'existing' | 'field'> = {}) {
    super(message);
    this.code = code;
    this.existing = more.existing;
    this.field = more.field;
  }
}

const REMEMBERED = 500;
/** How often a request is sent to somebody who is started again each time. */
const ATTEMPTS = 5;

const refusal: Reply = { ok: false, error: { code: 'refused', message: 'This is not allowed here.' } };

/** True for what this product's contexts send each other. */
export function isEnvelope(message: unknown): message is Envelope {
  if (typeof message !== 'object' || message === null) return false;
  const { to, id, method, args } = message as Partial<Envelope>;
  return (
    typeof to === 'string' && typeof id === 'string' && typeof method === 'string' && Array.isArray(args)
  );
}

/** Turns any thrown thing into what may cross contexts: never a stack, never an object. */
export function toReplyError(error: unknown): ReplyError {
  if (error instanceof Error) {
    const { kind, code, existing, field } = error as Error & {
      kind?: unknown;
      code?: unknown;
    } & Pick<ReplyError, 'existing' | 'field'>;
    const known = typeof kind === 'string' ? kind : typeof code === 'string' ? code : 'failed';
    if (known !== 'failed')
      return { code: known, message: error.message, ...(existing && { existing }), ...(field && { field }) };
  }
  return { code: 'failed', message: 'That did not work. Please try again.' };
}

/**
 * Answers messages sent to `address` with the methods of `handlers`, if `mayCall` allows the sender.
 * A content script's call has one argument of its own; the second is what the browser says about its page.
 * The handlers may still be in the making: calls wait for them, and none is missed.
 * The listener is not async and ignores what is not its own, so that several contexts may listen side by side.
 *
 * @param signal ends the answering; without one it lasts as long as the context.
 */
export function serve(
  address: Address,
  handlers: object | Promise<object>,
  mayCall: (method: string, kind: SenderKind, sender: Browser.runtime.MessageSender) => boolean,
  signal?: AbortSignal,
): void {
  const answered = new Map<string, Promise<Reply>>();
  async function run(method: string, args: unknown[]): Promise<Reply> {
    try {
      const table = (await handlers) as Record<string, Handler>;
      if (!Object.hasOwn(table, method)) return refusal;
      return { ok: true, value: (await table[method]!(...(args as never[]))) ?? null };
    } catch (error) {
      return { ok: false, error: toReplyError(error) };
    }
  }

  const answer = (
    message: unknown,
    sender: Browser.runtime.MessageSender,
    sendResponse: (reply: Reply) => void,
  ) => {
    if (!isEnvelope(message) || message.to !== address) return false;
    const kind = senderKind(sender);
    if (kind === 'foreign' || !mayCall(message.method, kind, sender)) {
      sendResponse(refusal);
      return false;
    }
    const key = `${sender.documentId ?? sender.url ?? ''} ${message.id}`;
    let reply = answered.get(key);
    if (!reply) {
      reply = run(message.method, kind === 'content' ? [message.args[0], senderPage(sender)] : message.args);
      answered.set(key, reply);
      if (answered.size > REMEMBERED) answered.delete(answered.keys().next().value!);
    }
    void reply.then(sendResponse);
    return true;
  };
  browser.runtime.onMessage.addListener(answer);
  signal?.addEventListener('abort', () => browser.runtime.onMessage.removeListener(answer));
}

/** Sends one envelope and opens its reply. Rejects with `RpcError`; code `no-answer` when nobody listens. */
export async function call(
  send: (envelope: Envelope) => Promise<unknown>,
  envelope: Envelope,
): Promise<unknown> {
  let reply: Reply | undefined;
  try {
    reply = (await send(envelope)) as Reply | undefined;
  } catch {
    reply = undefined;
  }
  if (!reply) throw new RpcError('no-answer', 'Switchhook is starting. Please try again in a moment.');
  if (!reply.ok) throw new RpcError(reply.error.code, reply.error.message, reply.error);
  return reply.value;
}

/**
 * The methods of another context as if they were local; types come from the interface, never from the caller.
 * When nobody answers, or the one who does is stopped meanwhile, `revive` is called and the same envelope is sent again.
 */
export function remote<Api extends object>(address: Address, revive?: () => Promise<void>): Api {
  const send = (envelope: Envelope) => browser.runtime.sendMessage(envelope);
  return new Proxy({} as Api, {
    get: (_, method) => {
      if (typeof method !== 'string' || method === 'then') return undefined;
      return async (...args: unknown[]) => {
        const envelope: Envelope = { to: address, id: crypto.randomUUID(), method, args };
        for (let attempt = 1; ; attempt += 1) {
          try {
            return await call(send, envelope);
          } catch (error) {
            const silent = error instanceof RpcError && error.code === 'no-answer';
            if (!revive || !silent || attempt === ATTEMPTS) throw error;
            await revive();
          }
        }
      };
    },
  });
}

/** The methods of an object that is still in the making; each call waits for it. */
export function later<Api extends object>(api: Promise<Api>): Api {
  return new Proxy({} as Api, {
    get: (_, method) =>
      typeof method !== 'string' || method === 'then'
        ? undefined
        : async (...args: unknown[]) =>
            ((await api) as Record<string, (...args: unknown[]) => unknown>)[method]!(...args),
  });
}
