import { useEffect, useState } from 'preact/hooks';
import type { AudioPort } from '@/components/options/audio-port';
import { sentenceOf } from '@/components/page-model';
import { Button } from '@/components/ui/button';

export interface LevelMeterProps {
  audio: AudioPort;
  input: string;
  available: boolean;
}

/** How loud the microphone hears you; listens only while it is switched on. */
export function LevelMeter({ audio, input, available }: LevelMeterProps) {
  const [on, setOn] = useState(false);
  const [level, setLevel] = useState(0);
  const [error, setError] = useState<string>();
  useEffect(() => {
    if (!on) return;
    let stop: (() => void) | null = null;
    let wanted = true;
    setError(undefined);
    audio.meter(input, setLevel).then(
      (end) => (wanted ? (stop = end) : end()),
      (problem: unknown) => {
        setError(sentenceOf(problem));
        setOn(false);
      },
    );
    return () => {
      wanted = false;
      stop?.();
      setLevel(0);
    };
  }, [on, input]);
  return (
    <div class="meter-line">
      <Button look="quiet" pressed={on} disabled={!available} onClick={() => setOn(!on)}>
        {on ? 'Stop the meter' : 'Show the level'}
      </Button>
      <meter
        class="meter"
        min={0}
        max={1}
        low={0.05}
        high={0.9}
        optimum={0.5}
        value={level}
        aria-label="Microphone level"
      />
      {on && level < 0.01 && <small class="hint">Say something: nothing is heard yet.</small>}
      {error && (
        <small class="error" role="alert">
          {error}
        </small>
      )}
    </div>
  );
}
