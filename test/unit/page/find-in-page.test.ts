// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { findInPage } from '@/utils/page/find-in-page';

/** What happy-dom lacks of the DOM. */
vi.stubGlobal('StaticRange', vi.fn());

/** The numbers of elements with these attributes and texts, each in a line of its own. */
function numbersOf(...elements: [attributes: Record<string, string>, text: string][]) {
  document.body.replaceChildren(
    ...elements.map(([attributes, text]) => {
      const line = document.createElement('p');
      const element = document.createElement('span');
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      element.textContent = text;
      line.append(element);
      return line;
    }),
  );
  return findInPage(document, { country: 'US' }).map(({ e164 }) => e164);
}

it('reads bare digits where only a class or an attribute says what they are', () => {
  expect(numbersOf([{ class: 'contact-phone' }, '2125550123'])).toEqual(['+12125550123']);
  expect(numbersOf([{ 'data-field': 'homePhone' }, '2125550123'])).toEqual(['+12125550123']);
  expect(numbersOf([{ class: 'order-number' }, '2125550123'])).toEqual([]);
  expect(numbersOf([{}, '2125550123'])).toEqual([]);
});
