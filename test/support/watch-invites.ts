import type { CdpSession } from '../sandbox/browsers/cdp.ts';

/** When the newest INVITE of each way passed the engine's socket, epoch milliseconds. */
export interface NewestInvites {
  arrived: number;
  left: number;
}

/** Epoch milliseconds of a time by the machine's monotonic clock, in seconds, as Chromium tells its times. */
const wallTime = (monotonic: number) =>
  Date.now() - (Number(process.hrtime.bigint()) / 1e9 - monotonic) * 1000;

/** Follows the INVITEs at the socket of the engine's document. */
export async function watchInvites(offscreen: CdpSession): Promise<NewestInvites> {
  const newest: NewestInvites = { arrived: 0, left: 0 };
  const follow = (event: string, way: keyof NewestInvites) =>
    offscreen.on(event, (frame) => {
      const { timestamp, response } = frame as { timestamp: number; response: { payloadData: string } };
      if (response.payloadData.startsWith('INVITE ')) newest[way] = wallTime(timestamp);
    });
  follow('Network.webSocketFrameReceived', 'arrived');
  follow('Network.webSocketFrameSent', 'left');
  await offscreen.send('Network.enable');
  return newest;
}
