import { expect, it } from 'vitest';
import { coversHost, newSites, sitesToRegister } from '@/utils/page/number-sites';

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

it('reads open pages only of sites that were not registered before', () => {
  const [desk, other] = ['https://desk.example.com/*', 'https://other.example.com/*'];
  expect(newSites([desk], [desk, other])).toEqual([other]);
  expect(newSites([], [desk])).toEqual([desk]);
  expect(newSites(['https://*/*'], [desk])).toEqual([]);
});

it('a listed host covers what lies below it and every port, and nothing that only looks like it', () => {
  expect(coversHost(['example.com'], 'crm.example.com')).toBe(true);
  expect(coversHost(['*.example.com'], 'crm.example.com')).toBe(true);
  expect(coversHost(['crm.example.com'], 'crm.example.com:8443')).toBe(true);
  expect(coversHost(['example.com'], 'badexample.com')).toBe(false);
  expect(coversHost([], 'example.com')).toBe(false);
});
