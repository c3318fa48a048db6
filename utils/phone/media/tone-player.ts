/** What is to be heard from the phone itself, beside the far end. */
export type Tone =
  | 'none'
  | 'ring' // an incoming call
  | 'waiting' // an incoming call while talking
  | 'ringback'; // the other phone rings, and its PBX sends no sound of its own

/** Plays one tone at a time. The engine cannot tell where: here, or in Firefox's call window. */
export interface TonePlayer {
  /** Plays `tone` until the next call; the same tone again changes nothing. */
  play(tone: Tone, settings: ToneSettings): void;
}

/** How and where. */
export interface ToneSettings {
  ringtone: 'classic' | 'soft' | 'silent';
  /** Device that rings. */
  ringOutput: string;
  /** Device of the conversation: for ringback and the waiting beep. */
  output: string;
}
