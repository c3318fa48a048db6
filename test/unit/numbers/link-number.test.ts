import { describe, expect, it } from 'vitest';
import { readLink } from '@/utils/numbers/link-number';

describe('readLink', () => {
  it.each([
    ['tel:+14045550151', '+14045550151', undefined],
    ['TEL:1-702-555-0160', '+17025550160', undefined],
    ['tel://2145550158', '+12145550158', undefined],
    ['tel:(213)%20555-0163', '+12135550163', undefined],
    ['tel:+17025550169;ext=204', '+17025550169', '204'],
    ['tel:+14045550186,8812', '+14045550186', '8812'],
    ['tel:+44%207400%20936208', '+447400936208', undefined],
    ['callto://13125550187', '+13125550187', undefined],
    ['sip:+13125550190@pbx.example.com', '+13125550190', undefined],
    ['sips:+15125550190@sbc.example.com;user=phone', '+15125550190', undefined],
    ['skype:3125550152?call', '+13125550152', undefined],
    ['sms:+12125550126', '+12125550126', undefined],
    ['https://wa.me/13135550186', '+13135550186', undefined],
  ])('reads %s', (href, e164, ext) => {
    expect(readLink(href, 'US')).toEqual({ e164, valid: true, ...(ext ? { ext } : {}) });
  });

  it('calls an unassigned number of the right length all the same', () => {
    expect(readLink('tel:555-555-5555', 'US')).toEqual({ e164: '+15555555555', valid: false });
  });

  it.each([
    'tel:',
    'tel:*67',
    'tel:*21*5550100%23',
    'sip:alice@example.com',
    'mailto:4155550100@example.com',
    'https://example.com/2125550147',
    'tel:%E0%A4%A',
    `tel:${'1'.repeat(900)}`,
  ])('reads no number from %s', (href) => {
    expect(readLink(href, 'US')).toBeNull();
  });
});
