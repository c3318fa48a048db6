import { describe, expect, it } from 'vitest';
import { listen } from '../../support/tone.ts';
import { decodeWav, encodeWav, toneWav } from '../../support/wav.ts';

const RATE = 8000;
const sine = (hz: number, seconds: number, loudness = 0.5) =>
  Float64Array.from({ length: seconds * RATE }, (_, i) => loudness * Math.sin((2 * Math.PI * hz * i) / RATE));

describe('the ears of the tests', () => {
  it.each([200, 440, 700, 1234, 3000])('hear a tone of %i Hz', (hz) => {
    const heard = listen({ samples: sine(hz, 1), rate: RATE });
    expect(Math.abs(heard.toneHz! - hz)).toBeLessThan(2);
    expect(heard.energy).toBeCloseTo(0.5 / Math.SQRT2, 2);
  });

  it('hear nothing in silence and no tone in noise', () => {
    expect(listen({ samples: new Float64Array(RATE), rate: RATE })).toMatchObject({
      energy: 0,
      toneHz: null,
    });
    let state = 1;
    const noise = Float64Array.from({ length: RATE }, () => {
      state = (state * 48271) % 2147483647;
      return state / 1073741823.5 - 1;
    });
    expect(listen({ samples: noise, rate: RATE }).toneHz).toBeNull();
  });

  it('hear the last part only, when asked', () => {
    const samples = Float64Array.from([...sine(440, 2), ...sine(700, 1)]);
    expect(listen({ samples, rate: RATE }, 1).toneHz).toBeCloseTo(700, -1);
    expect(listen({ samples, rate: RATE }).toneHz).toBeCloseTo(440, -1);
  });

  it('read what was written, also while the file still grows', () => {
    const file = toneWav(440, 1);
    expect(listen(decodeWav(file)).toneHz).toBeCloseTo(440, -1);
    const growing = encodeWav({ samples: sine(700, 1), rate: RATE });
    growing.writeUInt32LE(0, 40);
    expect(listen(decodeWav(growing.subarray(0, 12_001))).toneHz).toBeCloseTo(700, -1);
  });
});
