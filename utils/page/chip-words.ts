/** How a wish to call from a page turned out, as far as a page's script may know. */
export type DialOutcome = 'dialled' | 'asked' | 'no-line' | 'busy' | 'not-a-number' | 'failed';

/** Everything the overlay on a page says. The one place where its sentences are written. */
export const CHIP_WORDS = {
  call: 'Call',
  extension: 'ext.',
  /** Also what a screen reader says of the button without a word on it. */
  notANumber: 'Not a number on this site',
  forgotten: 'Numbers like this are no longer marked on this site',
  undo: 'Undo',
  notKept: 'Switchhook could not remember this. It holds until the page is loaded again.',
} as const;

const OUTCOMES: Record<Exclude<DialOutcome, 'dialled'>, string> = {
  asked: 'Confirm this call in the Switchhook window',
  'no-line': 'The phone is not connected. Open Switchhook to see why.',
  busy: 'You are busy with another call. End it first.',
  'not-a-number': 'This is not a telephone number',
  failed: 'The call did not start. Open Switchhook and try again.',
};

/** The sentence for an outcome; none where the call window says all there is. */
export const outcomeSentence = (outcome: DialOutcome): string | null =>
  outcome === 'dialled' ? null : OUTCOMES[outcome];

const BY_CODE: Readonly<Record<string, DialOutcome>> = {
  'no-line': 'no-line',
  'too-many-calls': 'busy',
  'not-now': 'busy',
  'not-a-number': 'not-a-number',
};

/** What the code of the engine's refusal means here; its own words stay inside the extension. */
export const outcomeOfRefusal = (code: string): DialOutcome =>
  (Object.hasOwn(BY_CODE, code) && BY_CODE[code]) || 'failed';
