import type { CdpSession } from '../sandbox/browsers/cdp.ts';
import { listen, type Heard } from './tone.ts';

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

/** Asks every peer connection of a document for its statistics. */
export const carriedAudio = async (document: CdpSession): Promise<CarriedAudio[]> =>
  (await onObjects(document, 'RTCPeerConnection', READ_STATS, true)).value as CarriedAudio[];

/**
 * Calls a function with all objects of a class that a document has as `this`. The debugger finds them; the shipped code has no
 * hook for tests.
 */
async function onObjects(
  document: CdpSession,
  name: 'RTCPeerConnection' | 'HTMLAudioElement',
  code: string,
  returnByValue: boolean,
): Promise<Record<string, unknown>> {
  const evaluated = await document.send('Runtime.evaluate', { expression: `${name}.prototype` });
  const { objectId } = evaluated.result as { objectId: string };
  const queried = await document.send('Runtime.queryObjects', { prototypeObjectId: objectId });
  const list = queried.objects as { objectId: string };
  const called = await document.send('Runtime.callFunctionOn', {
    functionDeclaration: code,
    objectId: list.objectId,
    awaitPromise: true,
    returnByValue,
    userGesture: true,
  });
  return called.result as Record<string, unknown>;
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

const OPEN_EARS = `async function () {
  const context = new AudioContext();
  await context.resume();
  const ears = new AnalyserNode(context, { fftSize: 32768 });
  return { context, ears, speakers: this, heard: new WeakSet() };
}`;

/** A call that goes on over another peer connection plays another track on the same element. */
const HEAR = `async function (milliseconds) {
  for (const { srcObject } of this.speakers)
    for (const track of srcObject?.getAudioTracks() ?? []) {
      if (this.heard.has(track)) continue;
      this.heard.add(track);
      this.context.createMediaStreamSource(new MediaStream([track])).connect(this.ears);
    }
  await new Promise((done) => setTimeout(done, milliseconds));
  const rate = this.context.sampleRate;
  const samples = new Float32Array(Math.floor(milliseconds * rate / 1000));
  this.ears.getFloatTimeDomainData(samples);
  return { rate, samples: [...samples].map((value) => Math.round(value * 32768)) };
}`;

/**
 * Listens to what a document's calls of now play, as its user would: the function tells what is heard in the next milliseconds
 * (at most 600).
 */
export async function openEars(document: CdpSession): Promise<(milliseconds: number) => Promise<Heard>> {
  const { objectId } = (await onObjects(document, 'HTMLAudioElement', OPEN_EARS, false)) as {
    objectId: string;
  };
  return async (milliseconds) => {
    const called = await document.send('Runtime.callFunctionOn', {
      functionDeclaration: HEAR,
      objectId,
      arguments: [{ value: milliseconds }],
      awaitPromise: true,
      returnByValue: true,
    });
    const { rate, samples } = (called.result as { value: { rate: number; samples: number[] } }).value;
    return listen({ rate, samples: Float64Array.from(samples, (value) => value / 32_768) });
  };
}
