import { MediaError, type MediaHost, type MediaSession } from '@/utils/phone/media/media-host';
import type { MediaLink, MediaMessage } from '@/utils/phone/media/media-link';

/** Lets the engine at the other end of `link` use the sound of this page. When the link closes, every session is closed. */
export function serveMediaHost(host: MediaHost, link: MediaLink): void {
  const sessions = new Map<string, MediaSession>();
  let closed = false;
  const send = (message: MediaMessage) => {
    if (!closed) link.send(message);
  };

  link.onMessage((message) => void handle(message));
  link.onClose(() => {
    closed = true;
    for (const session of sessions.values()) session.close();
    sessions.clear();
  });

  async function handle(message: MediaMessage): Promise<void> {
    if (!('ask' in message)) return tell(message);
    if (message.type === 'done' || message.type === 'failed') return;
    try {
      const sdp = await answer(message);
      send({ type: 'done', ask: message.ask, ...(sdp === undefined ? {} : { sdp }) });
    } catch (error) {
      const { kind, message: text } =
        error instanceof MediaError ? error : new MediaError('failed', 'The sound could not be set up.');
      send({ type: 'failed', ask: message.ask, kind, message: text });
    }
  }

  async function answer(
    message: Exclude<Extract<MediaMessage, { ask: number }>, { type: 'done' | 'failed' }>,
  ): Promise<string | undefined> {
    const name = message.session;
    if (message.type === 'open') {
      const opened = await host.open(message.callId, message.options, (event) =>
        send({ type: 'event', session: name, event }),
      );
      if (closed) opened.close();
      else sessions.set(name, opened);
      return undefined;
    }
    const session = sessions.get(name);
    if (!session) throw new MediaError('no-page', 'The call has no sound in this window.');
    switch (message.type) {
      case 'offer':
        return session.createOffer(message);
      case 'answer':
        return session.createAnswer(message.sdp, message);
      case 'remote-answer':
        await session.setRemoteAnswer(message.sdp, message);
        return undefined;
      case 'rollback':
        await session.rollback();
        return undefined;
      default:
        await session.setDevices(message.audio);
        return undefined;
    }
  }

  function tell(message: Exclude<MediaMessage, { ask: number }>): void {
    if (message.type === 'event') return;
    const session = sessions.get(message.session);
    switch (message.type) {
      case 'mute':
        return session?.setMuted(message.muted);
      case 'dtmf':
        session?.sendDtmf(message.tone);
        return;
      case 'bridge':
        return session?.bridge(message.other === null ? null : (sessions.get(message.other) ?? null));
      default:
        sessions.delete(message.session);
        session?.close();
    }
  }
}
