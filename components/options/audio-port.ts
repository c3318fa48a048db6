import type { AudioSettings } from '@/utils/phone/phone-config';

/** One device as the browser names it. */
export interface AudioDevice {
  id: string;
  label: string;
}

/** What is done to the voice before it is sent. */
export type VoiceProcessing = Pick<
  AudioSettings,
  'noiseSuppression' | 'echoCancellation' | 'autoGainControl'
>;

/** What the audio section needs of the browser; the entrypoint supplies the real thing. */
export interface AudioPort {
  /** Devices with their names; `blocked` until the microphone is allowed, because browsers hide names before that. */
  devices(): Promise<{ inputs: AudioDevice[]; outputs: AudioDevice[]; blocked: boolean }>;
  watchDevices(listener: () => void): () => void;
  /** Calls back with the level, 0…1, some ten times a second, until the returned function is called. Rejects with a plain sentence. */
  meter(input: string, onLevel: (level: number) => void): Promise<() => void>;
  /** Records some seconds and plays them back: what the other side would hear. */
  hearYourself(
    input: string,
    output: string,
    processing: VoiceProcessing,
    onStep: (step: 'speak' | 'listen' | 'done') => void,
  ): Promise<void>;
  /** Plays the ring tone for some seconds. */
  ring(output: string, tone: 'classic' | 'soft' | 'silent'): Promise<void>;
}
