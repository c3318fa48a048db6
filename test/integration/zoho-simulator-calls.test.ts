import { describe, expect, it } from 'vitest';
import { useZoho } from '../support/use-zoho.ts';
import { firstRow } from '../support/zoho-client.ts';

const { zoho, client } = useZoho();

describe('the Calls module', () => {
  const call = {
    Subject: 'Outbound call to Amelia Hart',
    Call_Type: 'Outbound',
    Call_Start_Time: '2026-02-23T13:30:00+01:00',
    Call_Duration: '03:25',
  };
  const log = async (fields: object) =>
    firstRow(await client.api('POST', '/Calls', { body: { data: [fields] } }));

  it('stores a call with its contact, and with a lead by What_Id and $se_module', async () => {
    const amelia = zoho.data.find('Contacts', { Full_Name: 'Amelia Hart' })!;
    const lead = zoho.data.find('Leads', { Full_Name: 'Maya Lindholm' })!;
    const logged = zoho.waitForRecord('Calls', (record) => record.Subject === call.Subject);
    expect(await log({ ...call, Who_Id: { id: amelia.id } })).toMatchObject({ code: 'SUCCESS' });
    expect(await logged).toMatchObject({ Call_Duration_in_seconds: 205, Who_Id: { name: 'Amelia Hart' } });
    expect(await log({ ...call, What_Id: { id: lead.id }, $se_module: 'Leads' })).toMatchObject({
      code: 'SUCCESS',
    });
    expect(await log({ ...call, What_Id: { id: lead.id } })).toMatchObject({
      code: 'MANDATORY_NOT_FOUND',
      details: { api_name: '$se_module' },
    });
    expect(await log({ ...call, Who_Id: { id: lead.id } })).toMatchObject({ code: 'INVALID_DATA' });
  });

  it('wants a duration other than zero, unless the call was missed', async () => {
    expect(await log({ ...call, Call_Duration: '00:00' })).toMatchObject({
      code: 'DEPENDENT_MISMATCH',
      message: 'Call Duration can not be zero.',
    });
    expect(await log({ ...call, Call_Type: 'Missed', Call_Duration: undefined })).toMatchObject({
      code: 'SUCCESS',
    });
    expect(await log({ ...call, Call_Type: 'Sideways' })).toMatchObject({ code: 'INVALID_DATA' });
  });

  it('makes a unique key field on request, and then refuses a second call with the same key', async () => {
    const body = {
      fields: [
        {
          field_label: 'Softphone Call Key',
          data_type: 'text',
          length: 64,
          unique: { case_sensitive: false },
        },
      ],
    };
    const made = await client.api('POST', '/settings/fields?module=Calls', { body });
    expect(made.status).toBe(201);
    const first = await log({ ...call, Softphone_Call_Key: 'k-1' });
    expect(first).toMatchObject({ code: 'SUCCESS' });
    expect(await log({ ...call, Softphone_Call_Key: 'K-1' })).toMatchObject({
      code: 'DUPLICATE_DATA',
      details: {
        api_name: 'Softphone_Call_Key',
        id: first.details.id,
        duplicate_record: { id: first.details.id },
      },
    });
    const again = await client.api('POST', '/settings/fields?module=Calls', { body });
    expect([again.status, again.body]).toEqual([400, expect.objectContaining({ code: 'DUPLICATE_DATA' })]);
  });
});
