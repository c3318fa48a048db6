import { useEffect, useRef } from 'preact/hooks';

/** Calls `act` with the last value once nothing new came for `ms`, and at once when the component goes away. */
export function useDebounced<Value>(act: (value: Value) => void, ms: number): (value: Value) => void {
  const pending = useRef<{ value: Value; timer: ReturnType<typeof setTimeout> } | null>(null);
  const latest = useRef(act);
  latest.current = act;
  const flush = () => {
    if (!pending.current) return;
    const { value, timer } = pending.current;
    clearTimeout(timer);
    pending.current = null;
    latest.current(value);
  };
  useEffect(() => {
    // A window that closes does not unmount: what was typed last is sent then, too.
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, []);
  return (value) => {
    if (pending.current) clearTimeout(pending.current.timer);
    pending.current = { value, timer: setTimeout(flush, ms) };
  };
}
