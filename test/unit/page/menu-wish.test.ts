import { expect, it } from 'vitest';
import { menuWish } from '@/utils/page/menu-wish';

const pageUrl = 'https://crm.acme.example/lead/7';

it('selected text is shown by the menu itself', () => {
  expect(menuWish({ selectionText: '(212) 555-0106', linkUrl: 'tel:+19005550123', pageUrl })).toEqual({
    text: '(212) 555-0106',
    host: 'crm.acme.example',
    isShown: true,
  });
});

it.each([
  ['020 7946 0958', true],
  ['+44 20 7946 0958', true],
  ['Call us', false],
  ['020 7946 0959', false],
  ['958', false],
  [undefined, false],
])('a link that reads %j tells its number: %s', (linkText, isShown) => {
  expect(menuWish({ linkUrl: 'tel:+442079460958', linkText, pageUrl })).toMatchObject({ isShown });
});
