import type { CdpSession } from '../sandbox/browsers/cdp.ts';

/** When the newest call's INVITE passed the engine's socket, epoch milliseconds. */
export interface NewestInvites {
  arrived: number;
  /** The first of the call: what the phone system makes us send again, with a proof, is another matter. */
  left: number;
  /** The same call's last so far. */
  proven: number;
  /** Resolves when a call that began after this time has sent both. The debugger may tell of them after the call itself. */
  provenAfter(time: number): Promise<void>;
}

/** Epoch milliseconds of a time by the machine's monotonic clock, in seconds, as Chromium tells its times. */
const wallTime = (monotonic: number) =>
  Date.now() - (Number(process.hrtime.bigint()) / 1e9 - monotonic) * 1000;

/** Follows the INVITEs at the socket of the engine's document. */
export async function watchInvites(offscreen: CdpSession): Promise<NewestInvites> {
  let look = () => {};
  const newest: NewestInvites = {
    arrived: 0,
    left: 0,
    proven: 0,
    provenAfter: (time) =>
      new Promise((resolve) => {
        look = () => {
          if (newest.left > time && newest.proven > newest.left) resolve();
        };
        look();
      }),
  };
  let dialled = '';
  const follow = (event: string, tell: (at: number, callId: string) => void) =>
    offscreen.on(event, (frame) => {
      const { timestamp, response } = frame as { timestamp: number; response: { payloadData: string } };
      const { payloadData: message } = response;
      if (message.startsWith('INVITE ')) tell(wallTime(timestamp), /^Call-ID: *(.*)$/im.exec(message)![1]!);
    });
  follow('Network.webSocketFrameReceived', (at) => (newest.arrived = at));
  follow('Network.webSocketFrameSent', (at, callId) => {
    newest.proven = at;
    if (callId !== dialled) newest.left = at;
    dialled = callId;
    look();
  });
  await offscreen.send('Network.enable');
  return newest;
}
