import { SECTIONS } from '@/components/options/section';

/** Links to the sections; a column beside them, or a row that scrolls where the page is narrow. */
export function SectionNav({ attention }: { attention: number }) {
  return (
    <nav class="section-nav" aria-label="Settings">
      <ul>
        {SECTIONS.map(([name, title]) => (
          <li key={name}>
            <a href={`#${name}`}>
              {title}
              {name === 'attention' && attention > 0 && <span class="count">{attention}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
