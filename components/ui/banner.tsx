import type { ComponentChildren } from 'preact';
import { Icon } from '@/components/ui/icon';

export interface BannerProps {
  tone: 'info' | 'warn' | 'problem' | 'good';
  title: string;
  children?: ComponentChildren;
  /** Buttons. */
  actions?: ComponentChildren;
}

/** Something the user should know, and what to do about it. */
export function Banner({ tone, title, children, actions }: BannerProps) {
  const icon = tone === 'good' ? 'check' : tone === 'info' ? 'clock' : 'warning';
  return (
    <section class={`banner banner-${tone}`} role={tone === 'problem' ? 'alert' : 'status'}>
      <Icon name={icon} />
      <div class="banner-text">
        <strong>{title}</strong>
        {children && <p>{children}</p>}
        {actions && <div class="row">{actions}</div>}
      </div>
    </section>
  );
}
