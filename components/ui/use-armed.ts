import { useEffect, useState } from 'preact/hooks';

/** Long enough that a click meant for what was there before does not land on what is there now. */
const ARM_MS = 400;

/**
 * False for a moment after `key` changes, and after the window gets the focus: buttons that cost something are inert so
 * long, against double clicks and against pages that move a window under the pointer.
 */
export function useArmed(key: string, armMs = ARM_MS): boolean {
  const [armedFor, setArmedFor] = useState<string | null>(null);
  useEffect(() => {
    let timer = setTimeout(() => setArmedFor(key), armMs);
    const again = () => {
      clearTimeout(timer);
      setArmedFor(null);
      timer = setTimeout(() => setArmedFor(key), armMs);
    };
    window.addEventListener('focus', again);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('focus', again);
    };
  }, [key, armMs]);
  return armedFor === key;
}
