import { expect, it } from 'vitest';
import { managedSchema } from '@/utils/settings/managed-schema';

it('the policy schema that ships is the one the settings table makes', async () => {
  await expect(`${JSON.stringify(managedSchema(), null, 2)}\n`).toMatchFileSnapshot(
    '../../../public/managed-schema.json',
  );
});
