import { expect, it } from 'vitest';
import { forStore, manifestFor } from '@/utils/platform/manifest';

it('the manifests ask for exactly this; widening one needs a reason in the README', () => {
  expect(manifestFor('chrome')).toMatchSnapshot('chrome');
  expect(manifestFor('firefox')).toMatchSnapshot('firefox');
});

it('the packages for the stores leave the id to the store, and change nothing else', () => {
  const manifest = manifestFor('chrome') as Record<string, unknown>;
  expect(manifest).toHaveProperty('key');
  expect({ ...JSON.parse(forStore(JSON.stringify(manifest))), key: manifest.key }).toEqual(manifest);
  expect(JSON.parse(forStore(JSON.stringify(manifest)))).not.toHaveProperty('key');
});
