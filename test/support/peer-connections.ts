import type { CdpSession } from '../sandbox/browsers/cdp.ts';

/** What one live `RTCPeerConnection` has carried so far, from its own `getStats()`. */
export interface CarriedAudio {
  packetsSent: number;
  packetsReceived: number;
  /** Energy of the sound received (`totalAudioEnergy`); 0 for silence. */
  energyReceived: number;
}

const READ_STATS = `async function () {
  const sums = [];
  for (const connection of this) {
    if (connection.connectionState === 'closed') continue;
    const sum = { packetsSent: 0, packetsReceived: 0, energyReceived: 0 };
    for (const report of (await connection.getStats()).values()) {
      if (report.type === 'outbound-rtp') sum.packetsSent += report.packetsSent;
      if (report.type === 'inbound-rtp') {
        sum.packetsReceived += report.packetsReceived;
        sum.energyReceived += report.totalAudioEnergy ?? 0;
      }
    }
    sums.push(sum);
  }
  return sums;
}`;

/**
 * Asks every peer connection of a document for its statistics. The debugger finds the objects; the shipped code has no hook
 * for tests.
 */
export async function carriedAudio(document: CdpSession): Promise<CarriedAudio[]> {
  const evaluated = await document.send('Runtime.evaluate', { expression: 'RTCPeerConnection.prototype' });
  const { objectId } = evaluated.result as { objectId: string };
  const queried = await document.send('Runtime.queryObjects', { prototypeObjectId: objectId });
  const list = queried.objects as { objectId: string };
  const called = await document.send('Runtime.callFunctionOn', {
    functionDeclaration: READ_STATS,
    objectId: list.objectId,
    awaitPromise: true,
    returnByValue: true,
  });
  return (called.result as { value: CarriedAudio[] }).value;
}

/** Asks until sound has arrived on a connection. */
export async function untilHeard(document: CdpSession, timeoutMs = 10_000): Promise<CarriedAudio[]> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const audio = await carriedAudio(document);
    if (audio.some(({ energyReceived }) => energyReceived > 0)) return audio;
    if (Date.now() > deadline)
      throw new Error(`No sound arrived in ${timeoutMs} ms: ${JSON.stringify(audio)}`);
  }
}
