import { connect, type Socket } from 'node:net';

/** An event of baresip's module ctrl_tcp. */
export interface BaresipEvent {
  readonly type: string;
  readonly class: string;
  readonly accountaor?: string;
  readonly direction?: 'incoming' | 'outgoing';
  readonly peeruri?: string;
  readonly peerdisplayname?: string;
  readonly id?: string;
  readonly param?: string;
}

/** Speaks baresip's remote control: JSON in netstrings over TCP, one command at a time. */
export interface BaresipControl {
  command(name: string, params?: string): Promise<string>;
  onEvent(listener: (event: BaresipEvent) => void): void;
  close(): void;
}

interface Answer {
  readonly response?: boolean;
  readonly event?: boolean;
  readonly ok?: boolean;
  readonly data?: string;
  readonly token?: string;
}

export async function connectBaresip(host: string, port: number): Promise<BaresipControl> {
  const socket = await open(host, port);
  const listeners = new Set<(event: BaresipEvent) => void>();
  const waiting = new Map<string, (answer: Answer) => void>();
  let nextToken = 1;
  let buffer = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    buffer = Buffer.concat([buffer, chunk]);
    for (;;) {
      const colon = buffer.indexOf(':');
      if (colon < 0) return;
      const length = Number(buffer.toString('latin1', 0, colon));
      if (buffer.length < colon + length + 2) return;
      const message = JSON.parse(buffer.toString('utf8', colon + 1, colon + 1 + length)) as Answer;
      buffer = buffer.subarray(colon + length + 2);
      if (message.event) listeners.forEach((listener) => listener(message as unknown as BaresipEvent));
      else if (message.token !== undefined) waiting.get(message.token)?.(message);
    }
  });
  socket.on('error', () => socket.destroy());
  return {
    command: (name, params = '') =>
      new Promise((resolve, reject) => {
        const token = String(nextToken++);
        const fail = () => reject(new Error(`The phone is gone and did not answer "${name}".`));
        if (socket.destroyed) return fail();
        socket.once('close', fail);
        waiting.set(token, (answer) => {
          waiting.delete(token);
          socket.off('close', fail);
          if (answer.ok) resolve(answer.data ?? '');
          else reject(new Error(`The phone refused "${name} ${params}": ${answer.data}`));
        });
        const text = JSON.stringify({ command: name, params, token });
        socket.write(`${Buffer.byteLength(text)}:${text},`);
      }),
    onEvent: (listener) => void listeners.add(listener),
    close: () => void socket.destroy(),
  };
}

function open(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}
