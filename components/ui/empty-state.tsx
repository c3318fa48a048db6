import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '@/components/ui/icon';

export interface EmptyStateProps {
  icon: IconName;
  title: string;
  children?: ComponentChildren;
  /** Something is on its way. */
  busy?: boolean;
}

/** What stands where there is nothing yet: why, and what would bring something. */
export function EmptyState({ icon, title, children, busy }: EmptyStateProps) {
  return (
    <div class={busy ? 'empty empty-busy' : 'empty'} role={busy ? 'status' : undefined}>
      <Icon name={icon} size={32} />
      <p class="empty-title">{title}</p>
      {children && <p class="hint">{children}</p>}
    </div>
  );
}
