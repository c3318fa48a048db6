/** Mono sound as samples from -1 to 1. */
export interface Sound {
  readonly samples: Float64Array;
  /** Samples a second. */
  readonly rate: number;
}

/** What a listener would say about a sound. */
export interface Heard {
  readonly seconds: number;
  /** Root mean square, 0 (silence) to 1. */
  readonly energy: number;
  /** The pitch that holds most of the sound, or null if no single pitch does. */
  readonly toneHz: number | null;
  /** Every pitch that holds a good part of the sound, low to high: more than one where voices are mixed. */
  readonly tones: readonly number[];
}

/** Below this the line counts as silent (about -50 dB). */
const SILENCE = 0.003;
/** Part of the sound that must lie at one pitch to call it a tone. */
const TONE_SHARE = 0.4;
/** The same for one of several. */
const MIXED_SHARE = 0.12;
const WINDOW = 4096;

/** Loudness and dominant pitch of the last `seconds` of a sound (all of it by default). */
export function listen(sound: Sound, seconds = Number.POSITIVE_INFINITY): Heard {
  const wanted = Math.min(sound.samples.length, Math.floor(seconds * sound.rate));
  const samples = sound.samples.subarray(sound.samples.length - wanted);
  const energy = Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / Math.max(1, wanted));
  return {
    seconds: wanted / sound.rate,
    energy,
    toneHz: energy < SILENCE ? null : dominantTone({ samples, rate: sound.rate }),
    tones:
      energy < SILENCE ? [] : tonesIn({ samples, rate: sound.rate }, MIXED_SHARE).toSorted((a, b) => a - b),
  };
}

/** The pitch that holds most of the sound, by the mean power spectrum of its windows; null if none does. */
export function dominantTone(sound: Sound): number | null {
  return tonesIn(sound, TONE_SHARE)[0] ?? null;
}

/** Pitches that hold at least `share` of the sound each, strongest first. */
function tonesIn({ samples, rate }: Sound, share: number): number[] {
  const power = new Float64Array(WINDOW / 2);
  if (samples.length < WINDOW) return [];
  for (let start = 0; start + WINDOW <= samples.length; start += WINDOW)
    addPowerSpectrum(samples.subarray(start, start + WINDOW), power);
  const firstBin = Math.ceil((60 * WINDOW) / rate);
  const total = power.subarray(firstBin).reduce((sum, each) => sum + each, 0);
  const found: number[] = [];
  for (;;) {
    let peak = firstBin;
    for (let bin = firstBin; bin < power.length; bin++) if (power[bin]! > power[peak]!) peak = bin;
    // A tone spreads over the bins beside its own.
    const [first, last] = [Math.max(firstBin, peak - 3), Math.min(power.length - 1, peak + 3)];
    const near = power.subarray(first, last + 1).reduce((sum, each) => sum + each, 0);
    if (near === 0 || near / total < share) return found;
    found.push((peak * rate) / WINDOW);
    power.fill(0, first, last + 1);
  }
}

function addPowerSpectrum(window: Float64Array, power: Float64Array): void {
  const real = new Float64Array(WINDOW);
  const imaginary = new Float64Array(WINDOW);
  for (let index = 0; index < WINDOW; index++)
    real[index] = window[index]! * (0.5 - 0.5 * Math.cos((2 * Math.PI * index) / WINDOW));
  transform(real, imaginary);
  for (let bin = 0; bin < power.length; bin++)
    power[bin] = power[bin]! + real[bin]! ** 2 + imaginary[bin]! ** 2;
}

/** The fast Fourier transform in place (radix 2, the length being a power of two). */
function transform(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length;
  for (let index = 1, reversed = 0; index < size; index++) {
    let bit = size >> 1;
    for (; reversed & bit; bit >>= 1) reversed ^= bit;
    reversed ^= bit;
    if (index < reversed)
      for (const part of [real, imaginary]) [part[index], part[reversed]] = [part[reversed]!, part[index]!];
  }
  for (let length = 2; length <= size; length <<= 1)
    for (let start = 0; start < size; start += length)
      for (let offset = 0; offset < length / 2; offset++) {
        const angle = (-2 * Math.PI * offset) / length;
        const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
        const [even, odd] = [start + offset, start + offset + length / 2];
        const realOdd = real[odd]! * cos - imaginary[odd]! * sin;
        const imaginaryOdd = real[odd]! * sin + imaginary[odd]! * cos;
        real[odd] = real[even]! - realOdd;
        imaginary[odd] = imaginary[even]! - imaginaryOdd;
        real[even] = real[even]! + realOdd;
        imaginary[even] = imaginary[even]! + imaginaryOdd;
      }
}
