import type { QualityVerdict } from '@/utils/phone/call';

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
