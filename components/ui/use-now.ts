import { useEffect, useState } from 'preact/hooks';

/** The time, anew each second while `running`: pages count by themselves, the engine sends no ticks. */
export function useNow(now: () => number, running: boolean): number {
  const [time, setTime] = useState(now);
  useEffect(() => {
    if (!running) return;
    setTime(now());
    const timer = setInterval(() => setTime(now()), 1000);
    return () => clearInterval(timer);
  }, [running, now]);
  return time;
}
