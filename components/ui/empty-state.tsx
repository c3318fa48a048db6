import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '@/components/ui/icon';

export interface EmptyStateProps {
  icon: IconName;
  title: string;
  children?: ComponentChildren;
  /** The title is the page's own heading. */
  heading?: boolean;
}

/** What stands where there is nothing yet: why, and what would bring something. */
export function EmptyState({ icon, title, children, heading }: EmptyStateProps) {
  return (
    <div class="empty">
      <Icon name={icon} size={32} />
      {heading ? <h1 class="empty-title">{title}</h1> : <p class="empty-title">{title}</p>}
      {children && <p class="hint">{children}</p>}
    </div>
  );
}

/** The whole page while the engine or the settings are on their way. */
export function LoadingPage({ icon, title }: Pick<EmptyStateProps, 'icon' | 'title'>) {
  return (
    <main class="loading" aria-busy="true">
      <div class="empty empty-busy" role="status">
        <Icon name={icon} size={32} />
        <h1 class="empty-title">{title}</h1>
      </div>
    </main>
  );
}
