import type { PhoneStatus } from '@/utils/phone/phone-status';
import { MICROPHONE_WORDS } from '@/components/words/microphone-words';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';

/** Says what is wrong with the microphone, and leads to the page that mends it. Nothing while it works. */
export function MicrophoneHelp({ state, onOpen }: { state: PhoneStatus['microphone']; onOpen: () => void }) {
  const words = MICROPHONE_WORDS[state];
  if (!words) return null;
  return (
    <Banner
      tone={state === 'ask' ? 'warn' : 'problem'}
      title={words.title}
      actions={
        <Button icon="mic" onClick={onOpen}>
          {words.button}
        </Button>
      }
    >
      {words.advice}
    </Banner>
  );
}
