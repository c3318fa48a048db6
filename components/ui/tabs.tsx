import { useId } from 'preact/hooks';
import type { ComponentChildren } from 'preact';

export interface Tab<Name extends string> {
  name: Name;
  label: string;
  /** Shown as a small figure beside the label; nothing for 0. */
  count?: number;
}

export interface TabsProps<Name extends string> {
  label: string;
  tabs: readonly Tab<Name>[];
  active: Name;
  onSelect: (name: Name) => void;
  children: ComponentChildren;
}

/** Tabs by the ARIA pattern: one stop for Tab, arrows move between them. */
export function Tabs<Name extends string>({ label, tabs, active, onSelect, children }: TabsProps<Name>) {
  const id = useId();
  const move = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    const index = tabs.findIndex((tab) => tab.name === active);
    const next = (index + step + tabs.length) % tabs.length;
    onSelect(tabs[next]!.name);
    (event.currentTarget.children[next] as HTMLElement | undefined)?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} onKeyDown={move}>
        {tabs.map((tab) => (
          <button
            key={tab.name}
            type="button"
            role="tab"
            id={`${id}-${tab.name}`}
            aria-selected={tab.name === active}
            aria-controls={`${id}-panel`}
            tabIndex={tab.name === active ? 0 : -1}
            onClick={() => onSelect(tab.name)}
          >
            {tab.label}
            {tab.count ? <span class="count">{tab.count}</span> : null}
          </button>
        ))}
      </div>
      <div class="tab-panel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${active}`}>
        {children}
      </div>
    </>
  );
}
