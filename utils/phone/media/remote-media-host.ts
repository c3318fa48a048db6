import {
  MediaError,
  type MediaEvent,
  type MediaHost,
  type MediaSession,
} from '@/utils/phone/media/media-host';
import type { MediaLink, MediaMessage } from '@/utils/phone/media/media-link';

type Question =
  Extract<MediaMessage, { ask: number }> extends infer Each
    ? Each extends { type: 'done' | 'failed' }
      ? never
      : Each extends { ask: number }
        ? Omit<Each, 'ask'>
        : never
    : never;

const GONE = () => new MediaError('no-page', 'The call window was closed.');

/**
 * A media host whose sound lives in another page, at the other end of `link`. Where the page has to be opened first, pass a
 * function that opens it and resolves with the link; it is asked again for each call, and may return the same link.
 */
export function createRemoteMediaHost(link: MediaLink | (() => Promise<MediaLink>)): MediaHost {
  const clients = new WeakMap<MediaLink, ReturnType<typeof createClient>>();
  return {
    async open(callId, options, onEvent) {
      const current = typeof link === 'function' ? await link() : link;
      let client = clients.get(current);
      if (!client) clients.set(current, (client = createClient(current)));
      return client.open(callId, options, onEvent);
    },
  };
}

function createClient(link: MediaLink) {
  const waiting = new Map<number, { resolve(sdp: string): void; reject(error: unknown): void }>();
  const listeners = new Map<string, (event: MediaEvent) => void>();
  const names = new WeakMap<MediaSession, string>();
  let asked = 0;
  let opened = 0;
  let closed = false;

  link.onMessage((message) => {
    if (message.type === 'event') listeners.get(message.session)?.(message.event);
    if (message.type !== 'done' && message.type !== 'failed') return;
    const question = waiting.get(message.ask);
    waiting.delete(message.ask);
    if (message.type === 'done') question?.resolve(message.sdp ?? '');
    else question?.reject(new MediaError(message.kind, message.message));
  });
  link.onClose(() => {
    closed = true;
    for (const { reject } of waiting.values()) reject(GONE());
    waiting.clear();
    for (const listener of listeners.values()) listener({ type: 'closed' });
    listeners.clear();
  });

  function ask(question: Question): Promise<string> {
    if (closed) return Promise.reject(GONE());
    const number = ++asked;
    return new Promise((resolve, reject) => {
      waiting.set(number, { resolve, reject });
      link.send({ ...question, ask: number } as MediaMessage);
    });
  }

  function tell(message: MediaMessage): void {
    if (!closed) link.send(message);
  }

  async function open(...[callId, options, onEvent]: Parameters<MediaHost['open']>): Promise<MediaSession> {
    const session = `${callId}#${++opened}`;
    listeners.set(session, onEvent);
    try {
      await ask({ type: 'open', session, callId, options });
    } catch (error) {
      listeners.delete(session);
      throw error;
    }
    let takesTones = false;
    const heard = (sdp: string) => (takesTones = /telephone-event/i.test(sdp));
    const remote: MediaSession = {
      createOffer: ({ hold, iceRestart }) => ask({ type: 'offer', session, hold, iceRestart }),
      createAnswer(sdp, { hold }) {
        heard(sdp);
        return ask({ type: 'answer', session, sdp, hold });
      },
      async setRemoteAnswer(sdp, { early } = { early: false }) {
        heard(sdp);
        await ask({ type: 'remote-answer', session, sdp, early });
      },
      rollback: async () => void (await ask({ type: 'rollback', session })),
      setMuted: (muted) => tell({ type: 'mute', session, muted }),
      sendDtmf(tone) {
        if (takesTones) tell({ type: 'dtmf', session, tone });
        return takesTones && !closed;
      },
      bridge: (other) => tell({ type: 'bridge', session, other: other ? (names.get(other) ?? null) : null }),
      setDevices: async (audio) => void (await ask({ type: 'devices', session, audio })),
      close() {
        listeners.delete(session);
        tell({ type: 'close', session });
      },
    };
    names.set(remote, session);
    return remote;
  }

  return { open };
}
