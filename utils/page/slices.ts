/** The longest the page waits for us at a time. */
const SLICE_MS = 6;
/** Work of more slices than this is not worth a busy page: from there on most of the time is the page's. */
const HASTY_SLICES = 100;
const PAUSE_MS = 12;

/** Runs generators a few milliseconds at a time; between slices the page has the thread. */
export function createSlices(
  now: () => number = () => performance.now(),
  rest: (pause: number) => Promise<void> = nextTask,
) {
  let end = 0;
  let slices = 0;
  return {
    /** Ends the slice: what runs next begins a new one. */
    begin(): void {
      end = now() + SLICE_MS;
      slices = 0;
    },
    async run<Result>(steps: Generator<undefined, Result>): Promise<Result> {
      for (;;) {
        const step = steps.next();
        if (step.done) return step.value;
        if (now() < end) continue;
        await rest(++slices > HASTY_SLICES ? PAUSE_MS : 0);
        end = now() + SLICE_MS;
      }
    },
  };
}

/** A new task after a pause; without one, also without the four milliseconds that nested timers wait. */
function nextTask(pause: number): Promise<void> {
  const { scheduler } = globalThis as {
    scheduler?: { postTask?: (task: () => void, how: object) => Promise<void> };
  };
  if (pause === 0 && scheduler?.postTask) return scheduler.postTask(() => {}, { priority: 'user-visible' });
  return new Promise((resolve) => setTimeout(resolve, pause));
}

/** Runs a generator without a pause. */
export function finish<Result>(steps: Generator<undefined, Result>): Result {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
