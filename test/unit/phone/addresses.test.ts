import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hostAddresses, isGone, listAddresses } from '@/utils/phone/media/addresses';

const host = (address: string, transport = 'udp') =>
  `a=candidate:1 1 ${transport} 2122260223 ${address} 50000 typ host generation 0\r\n`;
const PUBLIC = 'a=candidate:3 1 udp 1686052607 203.0.113.5 50000 typ srflx raddr 192.0.2.7 rport 50000\r\n';

describe('an address of this machine', () => {
  it.each([
    ['is gone with the network', host('192.0.2.7'), ['198.51.100.4'], true],
    ['is gone though another one stayed', host('192.0.2.7') + host('172.17.0.1'), ['172.17.0.1'], true],
    ['is still there, beside a new one', host('192.0.2.7'), ['192.0.2.7', '198.51.100.4'], false],
    ['is not told by a server', PUBLIC, ['198.51.100.4'], false],
    ['is not told by its made-up name', host('4f6a.local'), ['198.51.100.4'], false],
    ['is not gone with all the others: that is being offline', host('192.0.2.7'), [], false],
    ['is not gone because the browser is slow', host('192.0.2.7'), null, false],
  ])('%s', (_, sdp, now, gone) => {
    expect(isGone(sdp, now)).toBe(gone);
  });

  it('is named once, and only where sound may come to', () => {
    expect(hostAddresses(host('192.0.2.7') + host('192.0.2.7') + host('192.0.2.8', 'tcp') + PUBLIC)).toEqual([
      '192.0.2.7',
    ]);
  });
});

describe('listing the addresses', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function peerThatGathers(afterMs: number) {
    const target = new EventTarget();
    const peer = Object.assign(target, {
      iceGatheringState: 'gathering',
      localDescription: { sdp: host('192.0.2.7') },
      closed: false,
      createDataChannel: () => undefined,
      createOffer: async () => ({ type: 'offer' }),
      async setLocalDescription() {
        setTimeout(() => {
          peer.iceGatheringState = 'complete';
          target.dispatchEvent(new Event('icegatheringstatechange'));
        }, afterMs);
      },
      close: () => void (peer.closed = true),
    });
    return peer;
  }

  it.each([
    [40, ['192.0.2.7']],
    [2_000, null],
  ])('that takes %i ms gives %o, and leaves no connection behind', async (afterMs, expected) => {
    const peer = peerThatGathers(afterMs);
    const listed = listAddresses(peer as unknown as RTCPeerConnection);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await listed).toEqual(expected);
    expect(peer.closed).toBe(true);
  });
});
