import type { PhoneStatus } from '@/utils/phone/phone-status';
import { lineProblem } from '@/components/words/line-words';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { useNow } from '@/components/ui/use-now';

export interface LineHelpProps {
  status: PhoneStatus;
  now: () => number;
  onRetry: () => void;
  /** Absent on the settings page itself. */
  onSettings?: () => void;
}

/** Why there is no phone line, what to do, and when the next attempt comes. Nothing while the line stands. */
export function LineHelp({ status, now, onRetry, onSettings }: LineHelpProps) {
  const words = lineProblem(status);
  const time = useNow(now, words !== null && status.retryAt !== undefined);
  if (!words) return null;
  const seconds = status.retryAt === undefined ? 0 : Math.ceil((status.retryAt - time) / 1000);
  return (
    <Banner
      tone={status.problem === 'offline' || status.problem === 'not-set-up' ? 'warn' : 'problem'}
      title={words.title}
      actions={
        <>
          {words.remedy === 'settings' && onSettings && (
            <Button icon="settings" onClick={onSettings}>
              Open settings
            </Button>
          )}
          {words.remedy !== 'wait' && status.problem !== 'not-set-up' && (
            <Button onClick={onRetry}>Try again{seconds > 0 ? ` (by itself in ${seconds} s)` : ''}</Button>
          )}
        </>
      }
    >
      {words.advice}
    </Banner>
  );
}
