import { expect, it } from 'vitest';
import { phoneLines } from '@/components/contact/phone-lines';

it("a record's numbers are written as at home, and the one of the call is known in any spelling", () => {
  const phones = [
    { label: 'Phone', number: '202.555.0123' },
    { label: 'Mobile', number: '+44 (0)20 7946 0958' },
    { label: 'Desk', number: '1002' },
  ];
  expect(phoneLines({ phones }, 'US', '+442079460958')).toEqual([
    { label: 'Phone', text: '(202) 555-0123', here: false },
    { label: 'Mobile', text: '+44 20 7946 0958', here: true },
    { label: 'Desk', text: '1002', here: false },
  ]);
});
