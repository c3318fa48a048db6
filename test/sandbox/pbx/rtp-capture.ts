import type { Heard, Sound } from '../../support/tone.ts';
import { listen } from '../../support/tone.ts';

const RATE = 8000;
/** The capture file lags behind by its write buffer: shorter pauses at its end say nothing. */
const BUFFERED_MS = 600;
/** A pause between packets from which on the line counts as silent, in samples. */
const PAUSE = RATE / 5;
const PCAP_HEADER = 24;

interface RtpPacket {
  /** Arrival in milliseconds since 1970. */
  readonly at: number;
  readonly sourcePort: number;
  readonly payloadType: number;
  readonly payload: Buffer;
}

/** Reads RTP packets out of a pcap file of raw IPv4 packets, as rtpengine writes it while a call lasts. */
export function readRtpCapture(bytes: Buffer): RtpPacket[] {
  const packets: RtpPacket[] = [];
  let position = PCAP_HEADER;
  while (position + 16 <= bytes.length) {
    const at = bytes.readUInt32LE(position) * 1000 + bytes.readUInt32LE(position + 4) / 1000;
    const start = position + 16;
    const end = start + bytes.readUInt32LE(position + 8);
    if (end > bytes.length) break;
    position = end;
    const udp = start + (bytes.readUInt8(start) & 15) * 4;
    const rtp = udp + 8;
    if (bytes.readUInt8(start) >> 4 !== 4 || rtp + 12 > end || bytes.readUInt8(rtp) >> 6 !== 2) continue;
    const headerLength = 12 + (bytes.readUInt8(rtp) & 15) * 4;
    packets.push({
      at,
      sourcePort: bytes.readUInt16BE(udp),
      payloadType: bytes.readUInt8(rtp + 1) & 127,
      payload: bytes.subarray(rtp + headerLength, end),
    });
  }
  return packets;
}

/** What arrives from everyone but the phone whose RTP leaves from `ownPorts`: loudness and tone of the last seconds. */
export function heardInCapture(
  packets: readonly RtpPacket[],
  ownPorts: readonly [first: number, last: number],
  seconds: number,
  now: number,
): Heard {
  const speech = packets.filter(
    ({ sourcePort, payloadType }) =>
      (sourcePort < ownPorts[0] || sourcePort > ownPorts[1]) && (payloadType === 0 || payloadType === 8),
  );
  const last = speech.at(-1);
  const stillMs = last ? now - last.at : Number.POSITIVE_INFINITY;
  const silence: Heard = { seconds: last ? seconds : 0, energy: 0, toneHz: null, tones: [] };
  if (stillMs < BUFFERED_MS) return listen(timeline(speech), seconds);
  const rest = seconds - stillMs / 1000;
  return rest <= 0 ? silence : listen(timeline(speech), rest);
}

/** Joins the packets to one sound; where none came for a while there is silence. */
function timeline(packets: readonly RtpPacket[]): Sound {
  const first = packets[0]?.at ?? 0;
  const pieces = new Map<number, RtpPacket>();
  let length = 0;
  for (const packet of packets) {
    const arrival = Math.floor(((packet.at - first) * RATE) / 1000);
    if (arrival - length > PAUSE) length = arrival;
    pieces.set(length, packet);
    length += packet.payload.length;
  }
  const samples = new Float64Array(length);
  for (const [start, { payload, payloadType }] of pieces)
    payload.forEach((byte, index) => {
      samples[start + index] = (payloadType === 0 ? fromMuLaw(byte) : fromALaw(byte)) / 32768;
    });
  return { samples, rate: RATE };
}

/** ITU-T G.711 µ-law to 16 bit. */
function fromMuLaw(byte: number): number {
  const value = ~byte & 255;
  const magnitude = ((((value & 15) << 3) + 132) << ((value >> 4) & 7)) - 132;
  return value & 128 ? -magnitude : magnitude;
}

/** ITU-T G.711 A-law to 16 bit. */
function fromALaw(byte: number): number {
  const value = byte ^ 0x55;
  const segment = (value >> 4) & 7;
  const base = ((value & 15) << 4) + 8;
  const magnitude = segment === 0 ? base : (base + 256) << (segment - 1);
  return value & 128 ? magnitude : -magnitude;
}
