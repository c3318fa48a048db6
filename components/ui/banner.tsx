import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '@/components/ui/icon';

export interface BannerProps {
  tone: 'info' | 'warn' | 'problem' | 'good';
  title: string;
  children?: ComponentChildren;
  /** Another symbol than the tone's own. */
  icon?: IconName;
  /** Buttons. */
  actions?: ComponentChildren;
}

/** Something the user should know, and what to do about it. */
export function Banner({ tone, title, children, icon, actions }: BannerProps) {
  const symbol = icon ?? (tone === 'good' ? 'check' : tone === 'info' ? 'note' : 'warning');
  return (
    <section class={`banner banner-${tone}`} role={tone === 'problem' ? 'alert' : 'status'}>
      <Icon name={symbol} />
      <div class="banner-text">
        <strong>{title}</strong>
        {children && <p>{children}</p>}
        {actions && <div class="row">{actions}</div>}
      </div>
    </section>
  );
}
