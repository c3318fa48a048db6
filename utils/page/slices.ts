/** The longest the page waits for us at a time. */
const SLICE_MS = 6;

/** Runs generators a few milliseconds at a time; between slices the page has the thread. */
export function createSlices(
  now: () => number = () => performance.now(),
  rest: () => Promise<void> = nextTask,
) {
  return {
    async run<Result>(steps: Generator<undefined, Result>): Promise<Result> {
      let end = now() + SLICE_MS;
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
