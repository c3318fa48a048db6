import { PhoneError } from '@/utils/phone/phone-service';

/**
 * Chrome shows the microphone question only in a visible tab. What needed the microphone waits here while the user answers
 * it there, and goes on afterwards: the caller hears ringing all the time.
 */
export function createMicrophoneWait(askInTab: () => Promise<void>) {
  let waiting: (() => Promise<unknown>) | null = null;

  return {
    /** Runs the task; if the microphone is missing, opens the page that asks and keeps the task for `granted`. */
    async run<T>(task: () => Promise<T>): Promise<T> {
      try {
        return await task();
      } catch (error) {
        if (!(error instanceof PhoneError) || error.kind !== 'no-microphone') throw error;
        waiting = task;
        await askInTab();
        throw error;
      }
    },
    /** The microphone is there: goes on with what waited, once. */
    async granted(): Promise<void> {
      const task = waiting;
      waiting = null;
      if (task) await task();
    },
  };
}
