import type { CallQuality, QualityVerdict } from '@/utils/phone/call';

/** How the sound fares: a few words beside the timer, and what to do about it. */
export interface QualityWords {
  short: string;
  /** Empty while nothing needs to be done. */
  advice: string;
}

/** Words for every verdict. */
export const QUALITY_WORDS: Record<QualityVerdict, QualityWords> = {
  unknown: { short: '', advice: '' },
  good: { short: 'Good sound', advice: '' },
  'poor-network': {
    short: 'Poor network',
    advice: 'Parts of the conversation may be missing. A cable or a spot nearer to the Wi-Fi helps.',
  },
  'they-may-not-hear-you': {
    short: 'They may not hear you',
    advice: 'Check that your headset is not muted and that the right microphone is chosen.',
  },
  'no-audio-in': {
    short: 'No sound from the other side',
    advice: 'Nothing arrives from the network: a firewall or the phone system, not your headset.',
  },
};

/** The worst the sound of a call was, in a few words; empty where nothing is known of it. */
export function worstWords({ verdict, worst }: CallQuality): string {
  return QUALITY_WORDS[worst ?? verdict].short;
}

const percent = (share: number) => `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;

/** The figures behind the verdict, each with its name; only what the browser told. */
export function qualityFigures(quality: CallQuality): [name: string, value: string][] {
  const { lossIn, lossOut, jitterMs, roundTripMs, codec } = quality;
  const figures: [string, string | undefined][] = [
    ['Lost on the way to you', lossIn === undefined ? undefined : percent(lossIn)],
    ['Lost on the way to them', lossOut === undefined ? undefined : percent(lossOut)],
    ['Jitter', jitterMs === undefined ? undefined : `${jitterMs} ms`],
    ['Round trip', roundTripMs === undefined ? undefined : `${roundTripMs} ms`],
    ['Codec', codec],
  ];
  return figures.filter((figure): figure is [string, string] => figure[1] !== undefined);
}
