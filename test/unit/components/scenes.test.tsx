// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { SCENES } from '../../sandbox/gallery/scenes';
import { draw } from './render';

/** What assistive technology would call an element. */
function nameOf(element: Element): string {
  const label = element.getAttribute('aria-label') ?? element.getAttribute('title');
  if (label) return label;
  const id = element.getAttribute('id');
  const outside = id ? document.querySelector(`label[for="${id}"]`) : null;
  return (outside ?? element.closest('label') ?? element).textContent?.trim() ?? '';
}

describe.each(Object.entries(SCENES))('%s', (_, scene) => {
  it('names every control, keeps styles out of the markup, and puts nothing in twice', async () => {
    const { root } = await draw(scene.draw());
    const controls = [
      ...root.querySelectorAll('button, input, select, textarea, meter, progress, [role="tab"]'),
    ];
    expect(controls.filter((each) => nameOf(each) === '').map((each) => each.outerHTML)).toEqual([]);
    // The content security policy forbids style attributes.
    expect(root.querySelectorAll('[style]')).toHaveLength(0);
    const ids = [...root.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const each of root.querySelectorAll('[aria-describedby], [aria-controls], [aria-labelledby]'))
      for (const attribute of ['aria-describedby', 'aria-controls', 'aria-labelledby'])
        for (const id of each.getAttribute(attribute)?.split(' ') ?? []) expect(ids).toContain(id);
  });
});
