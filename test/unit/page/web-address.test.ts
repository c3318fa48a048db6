import { expect, it } from 'vitest';
import { isInAddress } from '@/utils/page/web-address';

it.each([
  ['see https://example.com/t/6608683715?id=1', '6608683715', true],
  ['mail 4155550100@example.com now', '4155550100', true],
  ['www.example.com/p/3878800582', '3878800582', true],
  ['call 4155550100 now', '4155550100', false],
  ['T:4155550100', '4155550100', false],
])('%s: %s → %s', (text, digits, inside) => {
  const start = text.indexOf(digits);
  expect(isInAddress(text, start, start + digits.length)).toBe(inside);
});
