import type { Call } from '@/utils/phone/call';
import { PhoneError } from '@/utils/phone/phone-service';

/**
 * Chrome shows the microphone question only in a visible tab. What needed the microphone waits while the user answers it
 * there, and goes on afterwards: a caller hears ringing all the time, and a number that was dialled is dialled then. An answer
 * waits here; a dialled call waits in the phone itself and is only noticed here.
 */
export function createMicrophoneWait(askInTab: () => Promise<void>) {
  let waiting: (() => Promise<unknown>) | null = null;
  const noticed = new Set<string>();

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
    /** Opens the page that asks, once for each time a dialled call begins to wait. */
    notice(calls: readonly Pick<Call, 'id' | 'phase' | 'needsMicrophone'>[]): void {
      const needing = calls.filter((call) => call.needsMicrophone && call.phase !== 'ended');
      const fresh = needing.some(({ id }) => !noticed.has(id));
      noticed.clear();
      for (const { id } of needing) noticed.add(id);
      if (fresh) void askInTab().catch(() => undefined);
    },
    /** The microphone is there: goes on with what waited, once. */
    async granted(): Promise<void> {
      const task = waiting;
      waiting = null;
      if (task) await task();
    },
  };
}
