import { expect, it } from 'vitest';
import { manifestFor } from '@/utils/platform/manifest';

it('the manifests ask for exactly this; widening one needs a reason in the README', () => {
  expect(manifestFor('chrome')).toMatchSnapshot('chrome');
  expect(manifestFor('firefox')).toMatchSnapshot('firefox');
});
