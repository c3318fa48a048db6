import { useEffect, useRef } from 'preact/hooks';
import { SECTIONS, type SectionName } from '@/components/options/section';

/** Links to the sections; a column beside them, or a row that scrolls where the page is narrow. */
export function SectionNav({ current, attention }: { current: SectionName; attention: number }) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const item = list.current?.querySelector('[aria-current]');
    // Sideways only, and only where the list is a row: the page itself must not move.
    if (list.current && item)
      list.current.scrollLeft = (item as HTMLElement).offsetLeft - list.current.clientWidth / 3;
  }, [current]);
  return (
    <nav class="section-nav" aria-label="Settings">
      <ul ref={list}>
        {SECTIONS.map(([name, title]) => (
          <li key={name}>
            <a href={`#${name}`} aria-current={name === current ? 'page' : undefined}>
              {title}
              {name === 'attention' && attention > 0 && <span class="count">{attention}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
