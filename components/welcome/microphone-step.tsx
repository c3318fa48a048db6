import { useState } from 'preact/hooks';
import type { MicrophoneAnswer, MicrophonePort } from '@/components/welcome/microphone-port';
import type { PhoneStatus } from '@/utils/phone/phone-status';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';

const ANSWER_WORDS: Record<Exclude<MicrophoneAnswer, 'granted'>, { title: string; advice: string }> = {
  dismissed: {
    title: 'The browser’s question was closed',
    advice: 'Click again, and allow it for good.',
  },
  denied: {
    title: 'The microphone is blocked',
    advice:
      'Click the symbol at the left of the address bar, set Microphone to Allow, and reload this page. If it is still blocked, look into the privacy settings of your computer.',
  },
  none: { title: 'No microphone found', advice: 'Plug in a headset, then try again.' },
  busy: {
    title: 'Another program uses the microphone',
    advice: 'Close the other program, such as a video call, then try again.',
  },
};

export interface MicrophoneStepProps {
  state: PhoneStatus['microphone'];
  microphone: MicrophonePort;
  onGranted: () => void;
}

/** Asks for the microphone by a click and explains what the browser is going to show. */
export function MicrophoneStep({ state, microphone, onGranted }: MicrophoneStepProps) {
  const [answer, setAnswer] = useState<MicrophoneAnswer | null>(null);
  const [busy, setBusy] = useState(false);
  const granted = answer === 'granted' || (answer === null && state === 'granted');
  const ask = async () => {
    setBusy(true);
    const given = await microphone.ask();
    setBusy(false);
    setAnswer(given);
    if (given === 'granted') onGranted();
  };
  if (granted) return <Banner tone="good" title="The microphone is ready" />;
  const words = answer
    ? ANSWER_WORDS[answer as keyof typeof ANSWER_WORDS]
    : state === 'denied'
      ? ANSWER_WORDS.denied
      : null;
  return (
    <>
      {words && (
        <Banner tone="warn" title={words.title}>
          {words.advice}
        </Banner>
      )}
      <p>{microphone.advice} Switchhook listens only during calls and while you test your headset.</p>
      <div class="row">
        <Button look="main" icon="mic" disabled={busy} onClick={() => void ask()}>
          {busy ? 'Look for the browser’s question…' : 'Allow microphone'}
        </Button>
        {answer === 'denied' && microphone.openSettings && (
          <Button onClick={microphone.openSettings}>Open the browser’s settings</Button>
        )}
      </div>
    </>
  );
}
