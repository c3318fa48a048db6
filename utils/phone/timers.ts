import type { Clock } from '@/utils/platform/clock';
import type { PhoneInput } from '@/utils/phone/phone-state';

/** Timers by name; setting one again replaces it. When one fires, its input is dispatched. */
export function createTimers(clock: Clock, dispatch: (input: PhoneInput) => void) {
  const handles = new Map<string, unknown>();

  function clear(name: string): void {
    clock.clearTimeout(handles.get(name));
    handles.delete(name);
  }

  return {
    wait(name: string, ms: number, input: PhoneInput): void {
      clear(name);
      handles.set(
        name,
        clock.setTimeout(() => {
          handles.delete(name);
          dispatch(input);
        }, ms),
      );
    },
    unwait: clear,
    clear(): void {
      handles.forEach((_, name) => clear(name));
    },
  };
}

export type Timers = ReturnType<typeof createTimers>;
