import type { ComponentChildren } from 'preact';

/** The parts of the options page, in order, with the names that addresses use (`options.html#line`). */
export const SECTIONS = [
  ['line', 'Phone line'],
  ['audio', 'Audio'],
  ['calls', 'Calls'],
  ['crm', 'CRM'],
  ['logging', 'Contacts and log'],
  ['pages', 'Web pages'],
  ['attention', 'Needs attention'],
  ['transfer', 'Import and export'],
  ['privacy', 'Privacy'],
] as const;

export type SectionName = (typeof SECTIONS)[number][0];

export interface SectionProps {
  name: SectionName;
  /** One or two sentences: what this part is for. */
  intro?: ComponentChildren;
  children: ComponentChildren;
}

/** One part of the options page, with an anchor. */
export function Section({ name, intro, children }: SectionProps) {
  const title = SECTIONS.find(([each]) => each === name)![1];
  return (
    <section class="section" id={name} aria-labelledby={`${name}-title`}>
      <h2 id={`${name}-title`} tabIndex={-1}>
        {title}
      </h2>
      {intro && <p class="section-intro">{intro}</p>}
      {children}
    </section>
  );
}

/** Settings few people need, folded away. */
export function Advanced({ title = 'Advanced', children }: { title?: string; children: ComponentChildren }) {
  return (
    <details class="advanced">
      <summary>{title}</summary>
      <div class="advanced-body">{children}</div>
    </details>
  );
}
