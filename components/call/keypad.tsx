import { useRef } from 'preact/hooks';

const KEYS = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', ''],
  ['0', '+'],
  ['#', ''],
] as const;

const LONG_PRESS_MS = 600;

/** Twelve keys. Holding 0 gives a plus where `onPlus` is given. */
export function Keypad({ onKey, onPlus }: { onKey: (key: string) => void; onPlus?: () => void }) {
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; long: boolean } | null>(null);
  const begin = () => {
    const state = { long: false, timer: setTimeout(() => ((state.long = true), onPlus?.()), LONG_PRESS_MS) };
    press.current = state;
  };
  const cancel = () => press.current && clearTimeout(press.current.timer);
  return (
    <div class="keypad" role="group" aria-label="Keypad">
      {KEYS.map(([key, letters]) => {
        const holds = key === '0' && onPlus;
        return (
          <button
            key={key}
            type="button"
            aria-label={key === '*' ? '* (star)' : key === '#' ? '# (hash)' : `${key} ${letters}`.trim()}
            onPointerDown={holds ? begin : undefined}
            onPointerUp={holds ? cancel : undefined}
            onPointerLeave={holds ? cancel : undefined}
            onContextMenu={holds ? (event) => event.preventDefault() : undefined}
            onClick={() => {
              const wasLong = holds && press.current?.long;
              press.current = null;
              if (!wasLong) onKey(key);
            }}
          >
            <span class="keypad-digit">{key}</span>
            <span class="keypad-letters" aria-hidden="true">
              {letters}
            </span>
          </button>
        );
      })}
    </div>
  );
}
