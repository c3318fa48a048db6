import { WebSocket } from 'ws';

/** A target of the Chrome DevTools Protocol, as `/json/list` tells it. */
export interface CdpTarget {
  readonly id: string;
  readonly type: string;
  readonly url: string;
  readonly webSocketDebuggerUrl: string;
}

/** A session with one target: enough to run code in documents that Playwright does not show. */
export interface CdpSession {
  send(method: string, params?: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>;
  /** Runs an expression (which may be a promise) and gives its value back as JSON would. */
  evaluate<T>(expression: string): Promise<T>;
  on(method: string, listener: (params: Record<string, unknown>) => void): void;
  close(): void;
}

export async function listTargets(port: number): Promise<CdpTarget[]> {
  const response = await fetch(`http://127.0.0.1:${port}/json/list`);
  return (await response.json()) as CdpTarget[];
}

export async function openCdp(target: CdpTarget): Promise<CdpSession> {
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const waiting = new Map<
    number,
    { resolve: (value: Record<string, unknown>) => void; reject: (error: Error) => void }
  >();
  const listeners = new Map<string, ((params: Record<string, unknown>) => void)[]>();
  let nextId = 1;
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as {
      id?: number;
      method?: string;
      params?: Record<string, unknown>;
      result?: Record<string, unknown>;
      error?: { message: string };
    };
    if (message.method) listeners.get(message.method)?.forEach((listener) => listener(message.params ?? {}));
    const pending = message.id === undefined ? undefined : waiting.get(message.id);
    if (message.id === undefined || !pending) return;
    waiting.delete(message.id);
    if (message.error) pending.reject(new Error(message.error.message));
    else pending.resolve(message.result ?? {});
  });
  socket.on('close', () => waiting.forEach(({ reject }) => reject(new Error(`${target.url} is gone.`))));

  const send: CdpSession['send'] = (method, params = {}) =>
    new Promise((resolve, reject) => {
      const id = nextId++;
      waiting.set(id, { resolve, reject });
      socket.send(JSON.stringify({ id, method, params }));
    });
  return {
    send,
    async evaluate<T>(expression: string) {
      const answer = (await send('Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true,
        userGesture: true,
      })) as {
        result?: { value?: T };
        exceptionDetails?: { text: string; exception?: { description?: string } };
      };
      const failure = answer.exceptionDetails;
      if (failure) throw new Error(failure.exception?.description ?? failure.text);
      return answer.result?.value as T;
    },
    on(method, listener) {
      listeners.set(method, [...(listeners.get(method) ?? []), listener]);
    },
    close: () => socket.close(),
  };
}
