import type { ComponentChildren } from 'preact';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

export interface FailedStateProps {
  title: string;
  children?: ComponentChildren;
  onRetry: () => void;
}

/** What stands where something could not be read: that it is not empty, what to do, and the way to try again. */
export function FailedState({ title, children, onRetry }: FailedStateProps) {
  return (
    <div class="failed" role="alert">
      <EmptyState icon="warning" title={title}>
        {children}
      </EmptyState>
      <Button onClick={onRetry}>Try again</Button>
    </div>
  );
}
