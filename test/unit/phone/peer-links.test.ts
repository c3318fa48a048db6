import { describe, expect, it } from 'vitest';
import type { PeerLink } from '@/utils/phone/media/peer-link';
import { createPeerLinks } from '@/utils/phone/media/peer-links';
import { createSessionOrigin } from '@/utils/phone/media/session-origin';

/** Links that find an address or not: the first one, and those made later. */
function links({ first, fresh, path = true }: { first: boolean; fresh: boolean; path?: boolean }) {
  const log: string[] = [];
  let made = 0;
  const connect = (how: { fresh: boolean }): PeerLink => {
    const name = how.fresh ? `fresh ${++made}` : 'first';
    const say = (what: string) => void log.push(`${name}: ${what}`);
    return {
      sender: { replaceTrack: async () => say('track') } as unknown as RTCRtpSender,
      hasPath: () => path,
      async offer({ iceRestart }) {
        say(iceRestart ? 'restart' : 'offer');
        return { sdp: name, reachable: how.fresh ? fresh : first };
      },
      answer: async () => name,
      setRemoteAnswer: async () => say('answered'),
      rollback: async () => say('rollback'),
      close: () => say('closed'),
    };
  };
  return { log, links: createPeerLinks(connect, 600) };
}
const RESTART = { hold: false, iceRestart: true };
const ANSWER = ['answer', { early: false }] as const;

describe('a session whose network changed', () => {
  it('goes on over its own link where that finds an address', async () => {
    const { log, links: session } = links({ first: true, fresh: true });
    expect(await session.offer(RESTART)).toBe('first');
    await session.setRemoteAnswer(...ANSWER);
    expect(log).toEqual(['first: restart', 'first: answered']);
  });

  it('goes on over a fresh one where only that finds an address, and closes the old one when that stands', async () => {
    const { log, links: session } = links({ first: false, fresh: true });
    expect(await session.offer(RESTART)).toBe('fresh 1');
    expect(log).toEqual(['first: restart', 'first: rollback', 'fresh 1: offer']);
    await session.setRemoteAnswer(...ANSWER);
    expect(log.slice(3)).toEqual(['fresh 1: answered']);
    session.connected();
    expect(log.slice(4)).toEqual(['first: closed']);
    expect(await session.offer({ hold: true, iceRestart: false })).toBe('fresh 1');
    session.close();
    expect(log.at(-1)).toBe('fresh 1: closed');
  });

  it('keeps its own link when the far end refuses the fresh one', async () => {
    const { log, links: session } = links({ first: false, fresh: true });
    await session.offer(RESTART);
    await session.rollback();
    expect(log.slice(3)).toEqual(['fresh 1: closed', 'first: rollback']);
    expect(await session.offer({ hold: false, iceRestart: false })).toBe('first');
  });

  it('goes back to its own link for good where the far end keeps its keys', async () => {
    const { log, links: session } = links({ first: false, fresh: true });
    await session.offer(RESTART);
    await session.setRemoteAnswer(...ANSWER);
    expect(await session.offer(RESTART)).toBe('first');
    await session.setRemoteAnswer(...ANSWER);
    expect(log.slice(4)).toEqual(['fresh 1: closed', 'first: restart', 'first: answered']);
    expect(await session.offer(RESTART)).toBe('first');
    session.close();
    expect(log.slice(7)).toEqual(['first: restart', 'first: closed']);
  });

  it('goes back to its own link, and tries a fresh one again, where that one had no path', async () => {
    const { log, links: session } = links({ first: false, fresh: true, path: false });
    await session.offer(RESTART);
    await session.setRemoteAnswer(...ANSWER);
    expect(await session.offer(RESTART)).toBe('fresh 2');
    expect(log.slice(4)).toEqual(['fresh 1: closed', 'first: restart', 'first: rollback', 'fresh 2: offer']);
  });

  it('waits for the news of an address on its own link where there is none anywhere', async () => {
    const { log, links: session } = links({ first: false, fresh: false });
    expect(await session.offer(RESTART)).toBe('first');
    expect(log.slice(3)).toEqual(['fresh 1: closed', 'first: restart']);
  });

  it('sends another microphone over both while one takes over from the other', async () => {
    const { log, links: session } = links({ first: false, fresh: true });
    await session.offer(RESTART);
    await session.replaceTrack({} as MediaStreamTrack);
    expect(log.slice(3)).toEqual(['first: track', 'fresh 1: track']);
    await session.setRemoteAnswer(...ANSWER);
    await session.replaceTrack({} as MediaStreamTrack);
    expect(log.slice(6)).toEqual(['first: track', 'fresh 1: track']);
  });
});

it('the descriptions of a session keep one name and count up, whoever wrote them', () => {
  const stamp = createSessionOrigin();
  const write = (name: string, version: number) =>
    `v=0\r\no=- ${name} ${version} IN IP4 127.0.0.1\r\ns=-\r\n`;
  expect(stamp(write('111', 2))).toBe(write('111', 2));
  expect(stamp(write('111', 3))).toBe(write('111', 3));
  expect(stamp(write('222', 2))).toBe(write('111', 4));
  expect(stamp(write('222', 3))).toBe(write('111', 5));
});
