import type { BrowserMedia } from '@/utils/phone/media/browser-media';
import type { Tone, TonePlayer, ToneSettings } from '@/utils/phone/media/tone-player';

/** A piece of a tone: frequencies in hertz (none is silence) for some seconds. */
interface Piece {
  hz: readonly number[];
  seconds: number;
  gain?: number;
}

const CLASSIC: readonly Piece[] = [
  { hz: [440, 480], seconds: 0.4, gain: 0.25 },
  { hz: [], seconds: 0.2 },
  { hz: [440, 480], seconds: 0.4, gain: 0.25 },
  { hz: [], seconds: 2 },
];
const SOFT: readonly Piece[] = [
  { hz: [523.25], seconds: 0.25, gain: 0.12 },
  { hz: [659.25], seconds: 0.25, gain: 0.12 },
  { hz: [783.99], seconds: 0.5, gain: 0.12 },
  { hz: [], seconds: 2.5 },
];
/** ITU-T E.180: one beep, then a pause that leaves room to talk. */
const WAITING: readonly Piece[] = [
  { hz: [440], seconds: 0.2, gain: 0.08 },
  { hz: [], seconds: 4.8 },
];
/** E.180, as in most of Europe: one second on, four off. */
const RINGBACK: readonly Piece[] = [
  { hz: [425], seconds: 1, gain: 0.1 },
  { hz: [], seconds: 4 },
];

/** The pieces of a tone, or null where nothing is to be heard. */
export function piecesOf(tone: Tone, { ringtone }: Pick<ToneSettings, 'ringtone'>): readonly Piece[] | null {
  switch (tone) {
    case 'ring':
      return ringtone === 'silent' ? null : ringtone === 'soft' ? SOFT : CLASSIC;
    case 'waiting':
      return WAITING;
    case 'ringback':
      return RINGBACK;
    default:
      return null;
  }
}

const EDGE = 0.01;

/** One round of a tone as samples, with soft edges so that it does not click. */
export function renderTone(pieces: readonly Piece[], sampleRate: number): Float32Array<ArrayBuffer> {
  const lengths = pieces.map(({ seconds }) => Math.round(seconds * sampleRate));
  const samples = new Float32Array(lengths.reduce((sum, length) => sum + length, 0));
  let start = 0;
  pieces.forEach(({ hz, gain = 0.2 }, index) => {
    const length = lengths[index]!;
    const edge = Math.round(EDGE * sampleRate);
    for (let i = 0; hz.length > 0 && i < length; i++) {
      const envelope = Math.min(1, i / edge, (length - i) / edge);
      const sum = hz.reduce((total, each) => total + Math.sin((2 * Math.PI * each * i) / sampleRate), 0);
      samples[start + i] = (gain * envelope * sum) / hz.length;
    }
    start += length;
  });
  return samples;
}

/**
 * Runs the task behind what is under way: opening the sound takes 30 ms, in which the call's window could be on its way.
 * The function returned undoes it.
 */
function soon(begin: () => () => void): () => void {
  let end: (() => void) | undefined;
  const timer = setTimeout(() => (end = begin()), 0);
  return () => {
    clearTimeout(timer);
    end?.();
  };
}

type SinkContext = AudioContext & { setSinkId?: (id: string) => Promise<void> };

/**
 * Tones made by Web Audio: no sound files, nothing to load. They go through an audio element, because only there every
 * browser lets the device be chosen.
 */
export function createTonePlayer(
  browser: Pick<BrowserMedia, 'createAudioContext' | 'createAudio'>,
): TonePlayer {
  let playing: { key: string; stop(): void } | null = null;

  function start(pieces: readonly Piece[], device: string): () => void {
    const context = browser.createAudioContext() as SinkContext;
    const samples = renderTone(pieces, context.sampleRate);
    const buffer = context.createBuffer(1, samples.length, context.sampleRate);
    buffer.copyToChannel(samples, 0);
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.loop = true;
    const output = context.createMediaStreamDestination();
    source.connect(output);
    const audio = browser.createAudio();
    audio.srcObject = output.stream;
    const play = () => void audio.play().catch(() => undefined);
    if (device === 'default' || !audio.setSinkId) play();
    else
      void audio
        .setSinkId(device)
        .catch(() => undefined)
        .then(play);
    void context.resume();
    source.start();
    return () => {
      audio.pause();
      audio.srcObject = null;
      source.stop();
      void context.close();
    };
  }

  return {
    play(tone, settings) {
      const pieces = piecesOf(tone, settings);
      const device = tone === 'ring' ? settings.ringOutput : settings.output;
      const key = pieces ? `${tone} ${settings.ringtone} ${device}` : '';
      if (key === (playing?.key ?? '')) return;
      playing?.stop();
      playing = pieces ? { key, stop: soon(() => start(pieces, device)) } : null;
    },
  };
}
