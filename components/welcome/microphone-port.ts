/** What the browser says about the microphone when a page asks for it. */
export type MicrophoneAnswer = 'granted' | 'dismissed' | 'denied' | 'none' | 'busy';

/** Asking for the microphone; the entrypoint supplies the real thing. */
export interface MicrophonePort {
  /** Must run in a click: the browser shows its question. */
  ask(): Promise<MicrophoneAnswer>;
  /** What to choose in this browser's question, so that it is asked only once. */
  readonly advice: string;
  /** Opens the browser's own page for this permission, where it has one that may be opened. */
  readonly openSettings?: () => void;
}
