import type { ComponentChildren } from 'preact';

/** The parts of the options page, in order, with the names that addresses use (`options.html#line`). */
export const SECTIONS = [
  ['line', 'Phone line'],
  ['audio', 'Audio'],
  ['calls', 'Calls'],
  ['crm', 'CRM'],
  ['logging', 'Contacts and call log'],
  ['pages', 'Web pages'],
  ['history', 'Call history'],
  ['attention', 'Needs attention'],
  ['transfer', 'Import and export'],
  ['privacy', 'Privacy'],
  ['help', 'Help and diagnostics'],
] as const;

export type SectionName = (typeof SECTIONS)[number][0];

/** The section an address names; the first one where it names none. */
export function sectionOf(hash: string): SectionName {
  return SECTIONS.find(([name]) => `#${name}` === hash)?.[0] ?? 'line';
}

export interface SectionProps {
  name: SectionName;
  /** One or two sentences: what this part is for. */
  intro?: ComponentChildren;
  children: ComponentChildren;
}

/** One part of the options page. */
export function Section({ name, intro, children }: SectionProps) {
  const title = SECTIONS.find(([each]) => each === name)![1];
  return (
    <section class="section" aria-labelledby={`${name}-title`}>
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
