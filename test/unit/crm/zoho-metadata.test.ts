import { describe, expect, it } from 'vitest';
import { CrmError } from '@/utils/crm/crm-error';
import type { ZohoApi } from '@/utils/crm/zoho/zoho-api';
import { createZohoMetadata } from '@/utils/crm/zoho/zoho-metadata';

function setup() {
  const state = { now: 0, asked: 0, fail: null as CrmError | null };
  const api: ZohoApi = {
    version: 'v8',
    clockError: () => 0,
    call: async () => {
      state.asked++;
      if (state.fail) throw state.fail;
      return { status: 200, json: { fields: [{ api_name: 'Phone', data_type: 'phone', unique: {} }] } };
    },
  };
  return { metadata: createZohoMetadata(api, () => state.now), state };
}

describe('what an organisation looks like', () => {
  it('is read once an hour, and stays at hand while it is read again', async () => {
    const { metadata, state } = setup();
    expect(metadata.fieldsAtHand('Leads')).toBeNull();
    await metadata.fields('Leads');
    await metadata.fields('Leads');
    expect(state.asked).toBe(1);
    state.now += 3_600_000;
    metadata.readAhead(['Leads']);
    expect(metadata.fieldsAtHand('Leads')).toHaveLength(1);
    expect(state.asked).toBe(2);
  });

  it('is read again at once after somebody asked for a check, and stays at hand', async () => {
    const { metadata, state } = setup();
    await metadata.fields('Leads');
    metadata.outdate();
    expect(metadata.fieldsAtHand('Leads')).toHaveLength(1);
    await metadata.fields('Leads');
    expect(state.asked).toBe(2);
  });

  it('is not asked for again and again where we may not know it', async () => {
    const { metadata, state } = setup();
    state.fail = new CrmError('forbidden', 'No');
    for (let i = 0; i < 5; i++) expect(await metadata.fieldsIfAllowed('Calls')).toBeNull();
    expect(state.asked).toBe(1);
    await expect(metadata.fields('Calls')).rejects.toMatchObject({ kind: 'forbidden' });
    state.now += 600_000;
    state.fail = null;
    expect(await metadata.fieldsIfAllowed('Calls')).toHaveLength(1);
  });

  it('does not take an unreachable CRM for a refusal', async () => {
    const { metadata, state } = setup();
    state.fail = new CrmError('unreachable', 'No');
    await expect(metadata.fieldsIfAllowed('Calls')).rejects.toMatchObject({ kind: 'unreachable' });
    state.fail = null;
    expect(await metadata.fieldsIfAllowed('Calls')).toHaveLength(1);
  });
});
