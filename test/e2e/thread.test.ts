import { describe, expect, it } from 'vitest';
import { untilHeard } from '../support/peer-connections.ts';
import { MICROPHONE_HZ } from '../support/product.ts';
import { callWindow, clickLikeAHuman, loggedCall, openPopup, recordPage } from '../support/product-pages.ts';
import { useProduct } from '../support/use-product.ts';

/** A contact of the sandbox's CRM and a number nobody there knows. */
const AMELIA = {
  name: 'Amelia Hart',
  company: 'Bluefin Aquaculture',
  stored: '(503) 555-0141',
  e164: '+15035550141',
};
const STRANGER = '+12125550148';

describe('the main job, in Chromium', () => {
  const product = useProduct();

  it('a click on a number of a CRM page calls it, and both hear each other', async () => {
    const { sandbox, browser } = product;
    const page = await browser.page(recordPage(sandbox, 'Contacts', { Last_Name: 'Hart' }));
    const number = page.getByText(AMELIA.stored).first();
    await number.waitFor();
    const ringing = sandbox.pbx.customer.incoming();
    await clickLikeAHuman(page, number);
    const window = await callWindow(browser);
    const desk = await ringing;
    await desk.answered();
    await window.getByRole('button', { name: 'Hang up', exact: true }).waitFor();
    await window.getByText(AMELIA.name).first().waitFor();

    // The customer hears what goes into the browser's microphone, and the browser receives the customer's tone.
    await desk.untilHears(MICROPHONE_HZ);
    const offscreen = await browser.offscreen();
    const [audio] = await untilHeard(offscreen);
    expect(audio!.packetsSent).toBeGreaterThan(20);
    expect(audio!.packetsReceived).toBeGreaterThan(20);
    offscreen.close();

    await window.getByRole('button', { name: 'Hang up', exact: true }).click();
    await desk.ended();
    const call = await loggedCall(sandbox, 'Outbound');
    expect(call).toMatchObject({ Who_Id: { name: AMELIA.name } });
    await page.close();
    await window.close();
  });

  it('a known customer who calls is shown by name before the answer', async () => {
    const { sandbox, browser } = product;
    const desk = await sandbox.pbx.customer.call('1001', { from: AMELIA.e164 });
    const window = await callWindow(browser);
    await window.getByText(AMELIA.stored).or(window.getByText(AMELIA.e164)).first().waitFor();
    await window.getByText(AMELIA.name).first().waitFor();
    await window.getByText(AMELIA.company).first().waitFor();
    await window.getByRole('button', { name: 'Answer' }).click();
    await desk.answered();
    await desk.hangUp();
    const call = await loggedCall(sandbox, 'Inbound');
    expect(call).toMatchObject({ Who_Id: { name: AMELIA.name } });
    await window.close();
  });

  it('an unknown customer becomes a lead during the call, and the call is logged on the lead', async () => {
    const { sandbox, browser } = product;
    const desk = await sandbox.pbx.customer.call('1001', { from: STRANGER });
    const window = await callWindow(browser);
    await window.getByRole('button', { name: 'Answer' }).click();
    await desk.answered();
    await window.getByRole('button', { name: /create lead/i }).click();
    await window.getByLabel(/last name/i).fill('Beck');
    await window.getByLabel(/company/i).fill('Beck Instruments');
    await window.getByRole('button', { name: /create lead|save/i }).click();
    const lead = await sandbox.zoho.waitForRecord('Leads', (record) => record.Last_Name === 'Beck');
    expect(lead).toMatchObject({ Phone: STRANGER, Company: 'Beck Instruments' });
    expect(desk.state).toBe('answered');
    await desk.hangUp();
    const call = await loggedCall(sandbox, 'Inbound', (record) => record.$se_module === 'Leads');
    expect(call).toMatchObject({ Call_Type: 'Inbound', What_Id: { id: lead.id } });
    await window.close();
  });

  it('a caller who gives up leaves one missed call in the CRM', async () => {
    const { sandbox, browser } = product;
    const desk = await sandbox.pbx.customer.call('1001', { from: AMELIA.e164 });
    const window = await callWindow(browser);
    await window.getByRole('button', { name: 'Answer' }).waitFor();
    await desk.hangUp();
    const call = await loggedCall(sandbox, 'Missed');
    expect(call).toMatchObject({ Who_Id: { name: AMELIA.name } });
  });

  it('a note on a call of the list follows its log into the CRM', async () => {
    const { sandbox, browser } = product;
    const popup = await openPopup(browser);
    await popup.getByRole('tab', { name: 'Recent' }).click();
    await popup.getByRole('button', { name: 'Missed' }).click();
    // The newest call is the first, whether the list is narrowed already or not.
    await popup
      .getByRole('button', { name: `Add a note: ${AMELIA.name}` })
      .first()
      .click();
    await popup.getByLabel('Notes').fill('Call her on Monday');
    await popup.getByRole('button', { name: 'Save' }).click();
    const call = await sandbox.zoho.waitForRecord('Calls', ({ Description }) =>
      String(Description).includes('Call her on Monday'),
    );
    expect(call).toMatchObject({ Call_Type: 'Missed', Who_Id: { name: AMELIA.name } });
    await popup.getByText('Call her on Monday').waitFor();
    await popup.close();
  });

  it('the popup dials, and shows the line', async () => {
    const { sandbox, browser } = product;
    const popup = await openPopup(browser);
    await popup
      .getByText(/ready|registered|connected/i)
      .first()
      .waitFor();
    const ringing = sandbox.pbx.customer.incoming();
    await popup
      .getByLabel(/number/i)
      .first()
      .fill('+1 212 555 0177');
    await popup.keyboard.press('Enter');
    const desk = await ringing;
    await desk.answered();
    const window = await callWindow(browser);
    await window.getByRole('button', { name: 'Hang up', exact: true }).click();
    await desk.ended();
    await popup.close();
  });
});
