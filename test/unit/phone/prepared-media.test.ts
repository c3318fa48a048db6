import { expect, it } from 'vitest';
import type { BrowserMedia } from '@/utils/phone/media/browser-media';
import { createLocalMediaHost } from '@/utils/phone/media/local-media-host';
import { MEDIA_OPTIONS } from '../../support/fake-media-host';

const OPTIONS = { ...MEDIA_OPTIONS, offers: true };

/** A browser whose microphone opens when it is told to, and that writes down what was asked of it. */
function bench({ permission = 'granted' as PermissionState } = {}) {
  const log: string[] = [];
  const microphones: { open(): void; refuse(name: string): void; on: boolean }[] = [];
  const timers = new Map<number, () => void>();
  const browser = {
    microphonePermission: async () => permission,
    getUserMedia: () =>
      new Promise<MediaStream>((resolve, reject) => {
        const microphone = {
          on: false,
          open() {
            microphone.on = true;
            const track = { addEventListener() {}, stop: () => void (microphone.on = false) };
            resolve({ getTracks: () => [track], getAudioTracks: () => [track] } as unknown as MediaStream);
          },
          refuse: (name: string) => reject(new DOMException('', name)),
        };
        log.push('microphone');
        microphones.push(microphone);
      }),
    createPeerConnection() {
      log.push('connection');
      return createPeer(log);
    },
    createAudio: () => ({ play: async () => undefined, pause() {} }),
    onDeviceChange: () => () => undefined,
  } as unknown as BrowserMedia;
  globalThis.MediaStream ??= class {
    readonly id = '';
  } as unknown as typeof MediaStream;
  const host = createLocalMediaHost({
    browser,
    canPrompt: false,
    clock: {
      now: () => 0,
      setTimeout(run) {
        timers.set(timers.size + 1, run);
        return timers.size;
      },
      clearTimeout: (handle) => void timers.delete(handle as number),
    },
  });
  const open = () => host.open('a', OPTIONS, () => undefined);
  return { log, microphones, host, open, passTime: () => timers.forEach((run) => run()) };
}

function createPeer(log: string[]) {
  const sender = { async replaceTrack() {} };
  const transceiver = { sender, direction: 'sendrecv', currentDirection: null };
  const sdp = 'v=0\r\na=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\n';
  return {
    iceGatheringState: 'complete',
    connectionState: 'new',
    signalingState: 'have-local-offer',
    localDescription: { sdp },
    addEventListener() {},
    addTrack: () => sender,
    addTransceiver: () => transceiver,
    getTransceivers: () => [transceiver],
    async createOffer() {
      log.push('offer');
      return { type: 'offer', sdp };
    },
    async setLocalDescription() {},
    close: () => log.push('closed'),
  };
}

/** What happens before anything outside has to happen. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
const PLAIN = { hold: false, iceRestart: false };

it('a call of ours is offered while the microphone still opens, and the offer is made once', async () => {
  const { log, microphones, open } = bench();
  const opening = open();
  await settled();
  expect(log).toEqual(['microphone', 'connection', 'offer']);
  microphones[0]!.open();
  const session = await opening;
  expect(await session.createOffer(PLAIN)).toContain('typ host');
  expect(log).toHaveLength(3);
  await session.createOffer({ hold: false, iceRestart: true });
  expect(log).toEqual(['microphone', 'connection', 'offer', 'offer']);
  session.close();
});

it('nothing is offered before the microphone opens where its permission does not last', async () => {
  const { log, microphones, open } = bench({ permission: 'prompt' });
  const opening = open();
  await settled();
  expect(log).toEqual(['microphone']);
  microphones[0]!.open();
  (await opening).close();
});

it('a connection that was begun is closed when the microphone fails', async () => {
  const { log, microphones, open } = bench();
  const opening = open();
  await settled();
  microphones[0]!.refuse('NotFoundError');
  await expect(opening).rejects.toMatchObject({ kind: 'no-device' });
  expect(log.at(-1)).toBe('closed');
});

it('the call takes over what was prepared for it', async () => {
  const { log, microphones, host, open, passTime } = bench();
  const letGo = host.prepare(OPTIONS);
  await settled();
  microphones[0]!.open();
  const session = await open();
  letGo();
  passTime();
  await settled();
  expect(log).toEqual(['microphone', 'connection', 'offer']);
  expect(microphones[0]!.on).toBe(true);
  session.close();
  expect(microphones[0]!.on).toBe(false);
});

it.each(['is taken back', 'never comes'])(
  'the microphone goes off when the call %s, however late it opened',
  async (how) => {
    const { log, microphones, host, passTime } = bench();
    const letGo = host.prepare(OPTIONS);
    await settled();
    if (how === 'is taken back') letGo();
    else passTime();
    microphones[0]!.open();
    await settled();
    expect(microphones[0]!.on).toBe(false);
    expect(log.at(-1)).toBe('closed');
  },
);

it('a call with other settings does not use what was prepared', async () => {
  const { microphones, host } = bench();
  host.prepare(OPTIONS);
  await settled();
  microphones[0]!.open();
  const opening = host.open('a', { ...OPTIONS, relayOnly: true }, () => undefined);
  await settled();
  expect(microphones[0]!.on).toBe(false);
  microphones[1]!.open();
  (await opening).close();
});

it('preparing asks nobody for the microphone, and what could not be prepared is tried again by the call', async () => {
  const refused = bench({ permission: 'prompt' });
  refused.host.prepare(OPTIONS);
  await settled();
  expect(refused.log).toEqual([]);

  const { microphones, host, open } = bench();
  host.prepare(OPTIONS);
  await settled();
  const opening = open();
  microphones[0]!.refuse('NotReadableError');
  await settled();
  microphones[1]!.open();
  (await opening).close();
});
