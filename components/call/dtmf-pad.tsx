import { useEffect, useRef, useState } from 'preact/hooks';
import { Keypad } from '@/components/call/keypad';

const TONE = /^[0-9*#A-Da-d]$/;

/** Tones during a call, by click or by typing; what was sent stays in view. */
export function DtmfPad({ onTone }: { onTone: (tone: string) => void }) {
  const [sent, setSent] = useState('');
  const pad = useRef<HTMLDivElement>(null);
  // Whoever opens the keypad wants to type on it.
  useEffect(() => pad.current?.focus(), []);
  const send = (tone: string) => {
    setSent((before) => (before + tone).slice(-24));
    onTone(tone);
  };
  return (
    <div
      class="dtmf"
      ref={pad}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (!TONE.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        send(event.key.toUpperCase());
      }}
    >
      <output class="dtmf-sent" aria-live="polite" aria-label="Tones sent">
        {sent || ' '}
      </output>
      <Keypad onKey={send} />
    </div>
  );
}
