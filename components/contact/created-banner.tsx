import type { CallCard } from '@/utils/messaging/app-state';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { useNow } from '@/components/ui/use-now';

export interface CreatedBannerProps {
  created: NonNullable<CallCard['created']>;
  now: () => number;
  onUndo: () => void;
}

/** Says that a record was created, and takes it back as long as that is possible. */
export function CreatedBanner({ created, now, onUndo }: CreatedBannerProps) {
  const running = now() < created.undoUntil;
  const time = useNow(now, running);
  const left = Math.ceil((created.undoUntil - time) / 1000);
  if (left <= 0) return null;
  return (
    <Banner
      tone="good"
      title={`${created.record.kindLabel} ${created.record.name} created`}
      actions={<Button onClick={onUndo}>Undo ({left})</Button>}
    />
  );
}
