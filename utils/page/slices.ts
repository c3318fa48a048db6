/** The longest the page waits for us at a time. */
const SLICE_MS = 6;

/** Runs generators a few milliseconds at a time; between slices the page has the thread. */
export function createSlices(
  now: () => number = () => performance.now(),
  rest: () => Promise<void> = nextTask,
) {
  let end = 0;
  return {
    /** Ends the slice: what runs next begins a new one. */
    begin(): void {
      end = now() + SLICE_MS;
    },
    async run<Result>(steps: Generator<undefined, Result>): Promise<Result> {
      for (;;) {
        const step = steps.next();
        if (step.done) return step.value;
        if (now() < end) continue;
        await rest();
        end = now() + SLICE_MS;
      }
    },
  };
}

/** A new task, without the four milliseconds that nested timers wait. */
function nextTask(): Promise<void> {
  const { scheduler } = globalThis as {
    scheduler?: { postTask?: (task: () => void, how: object) => Promise<void> };
  };
  if (scheduler?.postTask) return scheduler.postTask(() => {}, { priority: 'user-visible' });
  return new Promise((resolve) => setTimeout(resolve));
}

/** Runs a generator without a pause. */
export function finish<Result>(steps: Generator<undefined, Result>): Result {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
