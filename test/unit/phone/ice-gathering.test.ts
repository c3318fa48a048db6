import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gatherCandidates } from '@/utils/phone/media/ice-gathering';

const HOST = 'candidate:1 1 udp 2122260223 192.0.2.7 50000 typ host';
const HOST_TCP = 'candidate:2 1 tcp 1518280447 192.0.2.7 9 typ host tcptype active';
const PUBLIC = 'candidate:3 1 udp 1686052607 203.0.113.5 50000 typ srflx raddr 192.0.2.7 rport 50000';
const RELAYED = 'candidate:4 1 udp 41885439 198.51.100.7 60000 typ relay raddr 203.0.113.5 rport 50000';

/** A peer connection as far as gathering goes. */
function fakePeer(state: RTCIceGatheringState, sdp: string) {
  const target = new EventTarget();
  return Object.assign(target, {
    iceGatheringState: state,
    localDescription: { type: 'offer', sdp } as RTCSessionDescription,
    found(candidate: string) {
      target.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate: { candidate } }));
    },
    turn(to: RTCIceGatheringState) {
      this.iceGatheringState = to;
      target.dispatchEvent(new Event('icegatheringstatechange'));
    },
  });
}

/** Milliseconds until gathering was good enough, as far as the clock is told to go. */
function gather(peer: ReturnType<typeof fakePeer>, expects = { server: false, relayOnly: false }) {
  const begun = Date.now();
  const done = { after: null as number | null };
  void gatherCandidates(peer as never, expects).then(() => (done.after = Date.now() - begun));
  return done;
}

describe('gathering candidates', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is over at once when the description has what a former gathering found', async () => {
    const done = gather(fakePeer('complete', `a=${HOST}\r\n`));
    await vi.advanceTimersByTimeAsync(0);
    expect(done.after).toBe(0);
  });

  it('waits for those of an ICE restart, though the state is still that of the last gathering', async () => {
    const peer = fakePeer('complete', 'a=ice-ufrag:new\r\n');
    const done = gather(peer);
    await vi.advanceTimersByTimeAsync(20);
    peer.turn('gathering');
    await vi.advanceTimersByTimeAsync(20);
    peer.found(HOST_TCP);
    await vi.advanceTimersByTimeAsync(200);
    expect(done.after).toBeNull();
    peer.found(HOST);
    await vi.advanceTimersByTimeAsync(100);
    expect(done.after).toBe(270);
  });

  it('waits for the first one longer than for a better one', async () => {
    const peer = fakePeer('gathering', '');
    const done = gather(peer, { server: true, relayOnly: true });
    await vi.advanceTimersByTimeAsync(1500);
    peer.found(HOST);
    await vi.advanceTimersByTimeAsync(500);
    expect(done.after).toBeNull();
    peer.found(RELAYED);
    await vi.advanceTimersByTimeAsync(0);
    expect(done.after).toBe(2000);
  });

  it.each([
    ['a public address', { server: true, relayOnly: false }, PUBLIC, true],
    [
      'an address of this machine, where a server may tell a better one',
      { server: true, relayOnly: false },
      HOST,
      false,
    ],
    [
      'a public address, where only relayed ones may be told',
      { server: true, relayOnly: true },
      PUBLIC,
      false,
    ],
    ['a relayed address', { server: true, relayOnly: true }, RELAYED, true],
  ])('takes %s for enough or not', async (_, expects, candidate, isEnough) => {
    const peer = fakePeer('gathering', '');
    const done = gather(peer, expects);
    peer.found(candidate);
    await vi.advanceTimersByTimeAsync(900);
    expect(done.after !== null).toBe(isEnough);
    await vi.advanceTimersByTimeAsync(3200);
    expect(done.after).not.toBeNull();
  });
});
