import type { PhoneStatus } from '@/utils/phone/phone-status';

/** What to say about the microphone; null where it works or nothing is known yet. */
export interface MicrophoneWords {
  title: string;
  advice: string;
  /** Words of the button that helps. */
  button: string;
}

/** Words for every state of the microphone permission. */
export const MICROPHONE_WORDS: Record<PhoneStatus['microphone'], MicrophoneWords | null> = {
  unknown: null,
  granted: null,
  ask: {
    title: 'Your microphone is not allowed yet',
    advice: 'Allow it once, so that the other side can hear you.',
    button: 'Allow microphone',
  },
  denied: {
    title: 'Your microphone is blocked',
    advice: 'The browser was told not to give it. One minute of settings changes that.',
    button: 'Show me how',
  },
  none: {
    title: 'No microphone found',
    advice: 'Plug in a headset, or check that the computer sees it.',
    button: 'Check again',
  },
};

/** A device went away during a call. */
export const MOVED_WORDS: Record<'input' | 'output', string> = {
  input: 'Your microphone was unplugged: the default microphone is used now.',
  output: 'Your headset or speaker was unplugged: the default speaker is used now.',
};
