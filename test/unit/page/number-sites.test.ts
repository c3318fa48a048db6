import { expect, it } from 'vitest';
import { sitesToRegister } from '@/utils/page/number-sites';

it('registers sites that are both wanted and granted', () => {
  const granted = ['https://desk.example.com/*', 'https://other.example.com/*'];
  expect(
    sitesToRegister({ mode: 'listed', allow: ['desk.example.com', 'gone.example.com'] }, granted),
  ).toEqual(['https://desk.example.com/*']);
  expect(sitesToRegister({ mode: 'listed', allow: [] }, granted)).toEqual([]);
});

it('registers everything granted where the user wants numbers everywhere', () => {
  expect(sitesToRegister({ mode: 'everywhere', allow: [] }, ['https://desk.example.com/*'])).toEqual([
    'https://desk.example.com/*',
  ]);
  expect(sitesToRegister({ mode: 'everywhere', allow: [] }, ['https://*/*'])).toEqual(['https://*/*']);
});

it('leaves the CRMs to the manifest', () => {
  expect(sitesToRegister({ mode: 'everywhere', allow: [] }, ['https://crm.zoho.com/*'])).toEqual([]);
});
