import { describe, expect, it } from 'vitest';
import { MediaError, type MediaEvent } from '@/utils/phone/media/media-host';
import type { MediaLink, MediaMessage } from '@/utils/phone/media/media-link';
import { createRemoteMediaHost } from '@/utils/phone/media/remote-media-host';
import { serveMediaHost } from '@/utils/phone/media/serve-media-host';
import { createFakeMediaHost, fakeSdp, MEDIA_OPTIONS } from '../../support/fake-media-host';

/** Two ends of a wire that carries text, as a runtime port does. */
function wire(): { engine: MediaLink; page: MediaLink; cut(): void } {
  const ends = [0, 1].map((): { message(message: MediaMessage): void; close(): void } => ({
    message: () => undefined,
    close: () => undefined,
  }));
  const end = (mine: number): MediaLink => ({
    send: (message) => {
      const text = JSON.stringify(message);
      queueMicrotask(() => ends[1 - mine]!.message(JSON.parse(text) as MediaMessage));
    },
    onMessage: (listener) => void (ends[mine]!.message = listener),
    onClose: (listener) => void (ends[mine]!.close = listener),
  });
  return { engine: end(0), page: end(1), cut: () => ends.forEach(({ close }) => close()) };
}

function connected() {
  const { engine, page, cut } = wire();
  const local = createFakeMediaHost();
  serveMediaHost(local, page);
  return { local, remote: createRemoteMediaHost(engine), cut };
}

describe('sound in another page', () => {
  it('makes offers and answers there', async () => {
    const { local, remote } = connected();
    const session = await remote.open('c1', MEDIA_OPTIONS, () => undefined);
    expect(await session.createOffer({ hold: true, iceRestart: true })).toContain('a=sendonly');
    await session.setRemoteAnswer(fakeSdp(), { early: true });
    await session.rollback();
    expect(await session.createAnswer(fakeSdp(), { hold: false })).toContain('a=sendrecv');
    expect(local.sessions[0]!.log).toEqual(['offer hold restart', 'early answer', 'rollback', 'answer']);
  });

  it('passes on what needs no answer', async () => {
    const { local, remote } = connected();
    const one = await remote.open('c1', MEDIA_OPTIONS, () => undefined);
    const two = await remote.open('c2', MEDIA_OPTIONS, () => undefined);
    await one.createAnswer(fakeSdp(), { hold: false });
    one.setMuted(true);
    expect(one.sendDtmf('5')).toBe(true);
    one.bridge(two);
    await one.setDevices(MEDIA_OPTIONS.audio);
    two.close();
    await one.rollback();
    expect(local.sessions[0]).toMatchObject({ muted: true, tones: '5' });
    expect(local.sessions[0]!.log).toContain('bridge');
    expect(local.sessions[1]!.closed).toBe(true);
  });

  it('sends no tone the far end did not negotiate', async () => {
    const { remote } = connected();
    const session = await remote.open('c1', MEDIA_OPTIONS, () => undefined);
    await session.createAnswer(fakeSdp().replace(/.*telephone-event.*\r\n/, ''), { hold: false });
    expect(session.sendDtmf('5')).toBe(false);
  });

  it('tells why there is no microphone', async () => {
    const { local, remote } = connected();
    local.failure = new MediaError('denied', 'The microphone is blocked for Switchhook.');
    await expect(remote.open('c1', MEDIA_OPTIONS, () => undefined)).rejects.toMatchObject({
      kind: 'denied',
      message: 'The microphone is blocked for Switchhook.',
    });
  });

  it('passes events to the right call', async () => {
    const { local, remote } = connected();
    const events: [string, MediaEvent['type']][] = [];
    await remote.open('c1', MEDIA_OPTIONS, ({ type }) => events.push(['c1', type]));
    const two = await remote.open('c2', MEDIA_OPTIONS, ({ type }) => events.push(['c2', type]));
    local.sessions[1]!.emit({ type: 'connected' });
    await two.rollback();
    expect(events).toEqual([['c2', 'connected']]);
  });

  it('ends questions and calls when the page is closed, and closes the sessions there', async () => {
    const { local, remote, cut } = connected();
    const events: MediaEvent[] = [];
    const session = await remote.open('c1', MEDIA_OPTIONS, (event) => events.push(event));
    const pending = session.createOffer({ hold: false, iceRestart: false });
    cut();
    await expect(pending).rejects.toMatchObject({ kind: 'no-page' });
    await expect(session.rollback()).rejects.toMatchObject({ kind: 'no-page' });
    expect(events).toEqual([{ type: 'closed' }]);
    expect(local.sessions[0]!.closed).toBe(true);
  });

  it('opens the page again for the next call', async () => {
    const wires = [wire(), wire()];
    const local = createFakeMediaHost();
    for (const { page } of wires) serveMediaHost(local, page);
    let opened = 0;
    const remote = createRemoteMediaHost(async () => wires[opened++]!.engine);
    await remote.open('c1', MEDIA_OPTIONS, () => undefined);
    wires[0]!.cut();
    await remote.open('c2', MEDIA_OPTIONS, () => undefined);
    expect(local.sessions.map(({ callId, closed }) => [callId, closed])).toEqual([
      ['c1', true],
      ['c2', false],
    ]);
  });
});
