import type { Sound } from './tone.ts';

/** A WAV file (16 bit mono) of one tone, at half of full loudness. */
export function toneWav(hz: number, seconds: number, rate = 8000): Buffer {
  const samples = new Float64Array(Math.floor(seconds * rate));
  for (let index = 0; index < samples.length; index++)
    samples[index] = 0.5 * Math.sin((2 * Math.PI * hz * index) / rate);
  return encodeWav({ samples, rate });
}

export function encodeWav({ samples, rate }: Sound): Buffer {
  const bytes = Buffer.alloc(44 + samples.length * 2);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(rate * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((value, index) =>
    bytes.writeInt16LE(Math.round(Math.max(-1, Math.min(1, value)) * 32767), 44 + index * 2),
  );
  return bytes;
}

/**
 * Reads a WAV file (16 bit PCM, first channel). A file that is still being written says nothing of its length yet, so
 * everything after the data header counts.
 */
export function decodeWav(bytes: Buffer): Sound {
  let rate = 8000;
  let channels = 1;
  let position = 12;
  while (position + 8 <= bytes.length) {
    const kind = bytes.toString('latin1', position, position + 4);
    const size = bytes.readUInt32LE(position + 4);
    position += 8;
    if (kind === 'fmt ') {
      channels = bytes.readUInt16LE(position + 2);
      rate = bytes.readUInt32LE(position + 4);
      const bits = bytes.readUInt16LE(position + 14);
      if (bits !== 16) throw new Error(`Only 16 bit WAV files are read here, not ${bits} bit.`);
    }
    if (kind === 'data') break;
    position += size + (size % 2);
  }
  const frames = Math.max(0, Math.floor((bytes.length - position) / (2 * channels)));
  const samples = new Float64Array(frames);
  for (let frame = 0; frame < frames; frame++)
    samples[frame] = bytes.readInt16LE(position + frame * 2 * channels) / 32768;
  return { samples, rate };
}
