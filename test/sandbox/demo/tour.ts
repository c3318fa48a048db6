import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import {
  callWindow,
  clickLikeAHuman,
  loggedCall,
  openPopup,
  recordPage,
} from '../../support/product-pages.ts';
import type { ChromiumSandbox } from '../browsers/chromium.ts';
import type { PbxSandbox } from '../pbx/pbx-sandbox.ts';
import type { Sandbox } from '../start-sandbox.ts';
import { composePicture } from './compose-picture.ts';

/** Size of the call window as users see it. */
const CALL_WINDOW = { width: 400, height: 640 };

/** A contact of the sandbox's CRM, and a number nobody there knows. */
const AMELIA = { last: 'Hart', name: 'Amelia Hart', number: '+15035550141', stored: '(503) 555-0141' };
const STRANGER = '+12125550148';

/** Plays the product's main job from end to end, says each step, and saves a picture of it. */
export async function playTour(
  sandbox: Sandbox<PbxSandbox>,
  browser: ChromiumSandbox,
  { folder, microphoneHz }: { folder: string; microphoneHz: number },
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const { customer } = sandbox.pbx;
  let taken = 0;

  const say = (text: string) => console.log(`▸ ${text}`);
  async function picture(page: Page, name: string): Promise<string> {
    taken += 1;
    const file = join(folder, `${String(taken).padStart(2, '0')}-${name}.png`);
    await page.screenshot({ path: file, animations: 'disabled' });
    console.log(`  picture: ${file}`);
    return file;
  }
  async function openedCallWindow(): Promise<Page> {
    const window = await callWindow(browser);
    await window.setViewportSize(CALL_WINDOW);
    return window;
  }
  const button = (page: Page, name: string | RegExp) =>
    page.getByRole('button', { name, exact: typeof name === 'string' });

  say('1. The CRM: numbers are underlined, nothing else of the page is touched');
  const crm = await browser.page('https://crm.zoho.com/crm/org808232144/tab/Contacts');
  await crm.waitForFunction(() => (CSS.highlights.get('switchhook-number')?.size ?? 0) > 4);
  await picture(crm, 'contacts');

  say(`2. A click on ${AMELIA.stored} calls ${AMELIA.name}; her phone rings and answers`);
  await crm.goto(recordPage(sandbox, 'Contacts', { Last_Name: AMELIA.last }));
  const ringing = customer.incoming();
  const number = crm.getByText(AMELIA.stored).first();
  await number.waitFor();
  await clickLikeAHuman(crm, number);
  const outgoing = await ringing;
  await outgoing.answered();
  let window = await openedCallWindow();
  await button(window, 'Hang up').waitFor();
  await window.getByText(AMELIA.name).first().waitFor();
  await outgoing.untilHears(microphoneHz);
  say(`   both hear each other: she hears the microphone's ${microphoneHz} Hz`);
  await picture(window, 'outgoing-call');
  await button(window, 'Hang up').click();
  await outgoing.ended();
  await loggedCall(sandbox, 'Outbound');
  await window.getByText(/saved in/i).waitFor();
  await picture(window, 'call-ended');

  say(`3. ${AMELIA.name} calls back: her name stands in the call window before anybody answers`);
  const incoming = await customer.call('1001', { from: AMELIA.number });
  window = await openedCallWindow();
  // The buttons are inert for a moment, so that no stray click answers.
  await button(window, 'Answer').click({ trial: true });
  await window.getByText(AMELIA.name).first().waitFor();
  const card = await picture(window, 'incoming-call');
  await crm.mouse.move(700, 700);
  await crm.waitForFunction(() => document.querySelector(':popover-open') === null);
  const behind = await picture(crm, 'contact');
  await composePicture(browser, {
    behind,
    front: card,
    frontWidth: CALL_WINDOW.width,
    to: join(folder, 'product.png'),
  });
  await button(window, 'Answer').click();
  await incoming.answered();
  const popup = await openPopup(browser);
  await popup.setViewportSize({ width: 360, height: 560 });
  await button(popup, /hang up/i).waitFor();
  await picture(popup, 'popup-in-call');
  await window.getByLabel(/note/i).first().fill('Wants the second batch before Christmas.');
  await incoming.hangUp();
  await loggedCall(sandbox, 'Inbound');

  say('4. A stranger calls: a lead is created while they talk');
  const stranger = await customer.call('1001', { from: STRANGER });
  window = await openedCallWindow();
  await button(window, 'Answer').click();
  await stranger.answered();
  await button(window, /create lead/i).click();
  await window.getByLabel(/first name/i).fill('Nora');
  await window.getByLabel(/last name/i).fill('Beck');
  await window.getByLabel(/company/i).fill('Beck Instruments');
  await picture(window, 'create-lead');
  await button(window, /^(create lead|save)/i).click();
  const lead = await sandbox.zoho.waitForRecord('Leads', (record) => record.Last_Name === 'Beck');
  say(`   the lead exists during the call: ${String(lead.Full_Name ?? 'Nora Beck')}, ${String(lead.Phone)}`);
  await window.getByText('Nora Beck').first().waitFor();
  await picture(window, 'lead-created');
  await stranger.hangUp();
  await loggedCall(sandbox, 'Inbound', (record) => record.$se_module === 'Leads');

  say('5. Every call stands in the CRM, with its record');
  await crm.goto(recordPage(sandbox, 'Leads', { Last_Name: 'Beck' }));
  await crm
    .getByText(/inbound call/i)
    .first()
    .waitFor();
  await picture(crm, 'calls-of-the-lead');

  say('6. The toolbar popup: the line, a dialpad, recent calls');
  await popup.reload();
  await popup.getByText(/ready for calls/i).waitFor();
  await popup.getByLabel('Number').first().fill('+1 212 555 0177');
  await picture(popup, 'popup');
  const dialledHere = customer.incoming();
  await button(popup, 'Call').click();
  const dialled = await dialledHere;
  await dialled.answered();
  await dialled.hangUp();
  const options = await browser.page('options.html');
  await options
    .getByText(/phone line/i)
    .first()
    .waitFor();
  await picture(options, 'options');
  say(`done; ${taken} pictures in ${folder}`);
}
