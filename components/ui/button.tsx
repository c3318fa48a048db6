import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '@/components/ui/icon';

/** How much weight a button carries. `call` and `danger` are only for answering and ending. */
export type ButtonLook = 'plain' | 'main' | 'quiet' | 'call' | 'danger' | 'danger-quiet';

export interface ButtonProps {
  children?: ComponentChildren;
  icon?: IconName;
  look?: ButtonLook;
  /** Only the icon is seen; then `label` must say what it does. */
  label?: string;
  disabled?: boolean;
  /** For switches such as mute: pressed or not. */
  pressed?: boolean;
  expanded?: boolean;
  wide?: boolean;
  type?: 'button' | 'submit';
  onClick?: () => void;
}

/**
 * The one button of the product. A button that cannot be used right now stays focusable (`aria-disabled`), so that
 * keyboard users do not lose their place.
 */
export function Button(props: ButtonProps) {
  const {
    children,
    icon,
    look = 'plain',
    label,
    disabled = false,
    pressed,
    expanded,
    wide,
    type = 'button',
  } = props;
  return (
    <button
      type={type}
      class={`button button-${look}${wide ? ' button-wide' : ''}${children === undefined ? ' button-icon' : ''}`}
      aria-label={label}
      title={children === undefined ? label : undefined}
      aria-disabled={disabled ? 'true' : undefined}
      aria-pressed={pressed}
      aria-expanded={expanded}
      onClick={(event) => {
        if (disabled) event.preventDefault();
        else props.onClick?.();
      }}
    >
      {icon && <Icon name={icon} />}
      {children !== undefined && <span>{children}</span>}
    </button>
  );
}
