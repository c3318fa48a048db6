import type { Signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Button } from '@/components/ui/button';
import type { PageNotice } from '@/components/page-model';

const SHOWN_MS = 10_000;

/** The line at the foot of a page; goes by itself, or when it is closed. */
export function NoticeLine({ notice }: { notice: Signal<PageNotice | null> }) {
  const shown = notice.value;
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => {
      if (notice.peek() === shown) notice.value = null;
    }, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <div class="notice-place" role="status" aria-live="polite">
      {shown && (
        <div class={`notice notice-${shown.tone}`}>
          <span>{shown.text}</span>
          {shown.undo && (
            <Button
              look="quiet"
              onClick={() => {
                notice.value = null;
                shown.undo?.();
              }}
            >
              Undo
            </Button>
          )}
          <Button
            look="quiet"
            icon="close"
            label="Close this message"
            onClick={() => (notice.value = null)}
          />
        </div>
      )}
    </div>
  );
}
