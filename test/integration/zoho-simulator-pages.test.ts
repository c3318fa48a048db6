import { chromium, type Browser, type BrowserContext, type Frame, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hostResolverRules } from '../sandbox/browsers/host-map.ts';
import { createCertificate } from '../sandbox/certificate.ts';
import { ZOHO_HOSTS } from '../sandbox/zoho/data-centers.ts';
import { startZoho, type ZohoSandbox } from '../sandbox/zoho/start-zoho.ts';
import { bundleForPage } from '../support/page-bundle.ts';
import { countedTraces, countTraces, readState, runNumbers, type PageState } from '../support/page-traces.ts';

let zoho: ZohoSandbox;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let errors: string[];

beforeAll(async () => {
  const certificate = createCertificate([...ZOHO_HOSTS]);
  zoho = await startZoho({ tls: certificate, contacts: 200 });
  const rules = hostResolverRules(zoho.hosts.map((host) => ({ host, port: zoho.port })));
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-background-networking',
      `--host-resolver-rules=${rules}`,
      `--ignore-certificate-errors-spki-list=${certificate.spkiHash}`,
    ],
  });
});
afterAll(async () => {
  await browser?.close();
  await zoho?.stop();
});
beforeEach(async () => {
  zoho.site.phoneShape = 'plain';
  zoho.site.maskedFields = [];
  errors = [];
  context = await browser.newContext();
  page = await context.newPage();
  page.on('pageerror', (error) => errors.push(String(error)));
});
afterEach(async () => {
  await context.close();
  expect(errors).toEqual([]);
});

const amelia = () => zoho.data.find('Contacts', { Full_Name: 'Amelia Hart' })!;
const recordUrl = (tab: string, id: string) =>
  `https://crm.zoho.com/crm/${String(zoho.data.org.domain_name)}/tab/${tab}/${id}`;

describe('the demo CRM', () => {
  it('draws the first rows of a list, and those below when they are scrolled to', async () => {
    await page.goto('https://crm.zoho.com/crm/tab/Contacts/list');
    const rows = page.locator('lyte-exptable-tr[data-zcqa="detailView"]');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(100);
    const waiting = page.locator('lyte-exptable-tr.lyteViewPort');
    expect(await waiting.count()).toBeGreaterThan(40);
    await page.locator('lyte-exptable-tr[data-zcqa="detailView"]').last().scrollIntoViewIfNeeded();
    await page.locator('lyte-exptable-tr:last-child .lv_data_phone .cxPhoneViewValue').first().waitFor();
    expect(await page.locator('a[href^="tel:"]').count()).toBe(0);
  });

  it('goes from the list to a record and back without loading a page', async () => {
    await page.goto('https://crm.zoho.com/crm/tab/Contacts/list?q=Amelia');
    await page.evaluate(() => ((globalThis as { stayed?: boolean }).stayed = true));
    await page.click(`a[id^="listView_${amelia().id}"]`);
    await page.locator('#subvalue_PHONE').waitFor();
    expect(page.url()).toBe(recordUrl('Contacts', amelia().id));
    expect(await page.locator('#bc_mouseArea__MOBILE .dv_info_value').innerText()).toBe('+1 202 555 0142');
    await page.goBack();
    await page.locator('crux-table-component[cx-prop-module="Contacts"]').waitFor();
    expect(await page.evaluate(() => (globalThis as { stayed?: boolean }).stayed)).toBe(true);
  });

  it('shows a call on the open record as soon as it is logged', async () => {
    await page.goto(recordUrl('Contacts', amelia().id));
    await page.locator('#rl_Calls').waitFor();
    zoho.data.add('Calls', {
      Subject: 'Logged a moment ago',
      Call_Type: 'Outbound',
      Call_Start_Time: zoho.data.time(Date.now()),
      Call_Duration: '02:11',
      Call_Duration_in_seconds: 131,
      Who_Id: zoho.data.reference('Contacts', amelia()),
    });
    await page.locator('#rl_Calls .fresh', { hasText: 'Logged a moment ago' }).waitFor();
    await page.locator('.timeline', { hasText: 'Logged a moment ago' }).waitFor();
  });

  it('adds a lead made elsewhere to the new leads of the first page', async () => {
    await page.goto('https://crm.zoho.com/');
    await page.locator('#newLeads .row').first().waitFor();
    zoho.data.add('Leads', { Last_Name: 'Justarrived', Company: 'Walk-in', Phone: '+12125550122' });
    await page.locator('#newLeads', { hasText: 'Justarrived' }).waitFor();
  });

  it('draws phone numbers in the four shapes, and masks what is to be masked', async () => {
    const shapes = {
      outbound: '.cxPhoneViewOutbound .cxCalliconOuter > .cxCallIcon',
      bridge: '.cxPhoneViewZPBEnabledIconWrap > zpb-phone[number="(503) 555-0141"][module="Contacts"]',
      'no-bridge': '.cxPhoneViewZPBNotEnabled > zpb-phone[phoneno] > .cxPhoneViewValue',
    } as const;
    for (const [shape, selector] of Object.entries(shapes)) {
      zoho.site.phoneShape = shape as keyof typeof shapes;
      await page.goto(recordUrl('Contacts', amelia().id));
      await page.locator(`#subvalue_PHONE ${selector}`).waitFor({ state: 'attached' });
    }
    zoho.site.maskedFields = ['Phone'];
    await page.goto(recordUrl('Contacts', amelia().id));
    await page.locator('#subvalue_PHONE .cxElemMaskIcon').waitFor();
    expect(await page.locator('#subvalue_PHONE').innerText()).not.toContain('555');
  });

  it('saves what is edited, and says what is wrong', async () => {
    const lead = zoho.data.add('Leads', { Last_Name: 'Editme', Company: 'Ink' });
    await page.goto(`${recordUrl('Leads', lead.id)}/edit`);
    await page.fill('#Crm_Phone', '12//34');
    await page.click('[data-zcqa=save]');
    await page.locator('.problem', { hasText: 'Phone' }).waitFor();
    await page.fill('#Crm_Phone', '+1 212 555 0133');
    await page.click('[data-zcqa=save]');
    await page.locator('#subvalue_PHONE', { hasText: '+1 212 555 0133' }).waitFor();
    expect(zoho.data.get('Leads', lead.id)).toMatchObject({ Phone: '+1 212 555 0133' });
  });

  it('shows leads as cards on a board, with their numbers', async () => {
    await page.goto('https://crm.zoho.com/crm/tab/Leads/list');
    await page.click('text=Board');
    await page.locator('lyte-board lyte-card.crm-kv-card .cxPhoneViewValue').first().waitFor();
    expect(await page.locator('lyte-card.crm-kv-card').count()).toBe(
      zoho.data.leads.filter((lead) => lead.Lead_Status).length,
    );
  });

  it('stands in a frame of Zoho One', async () => {
    await page.goto('https://one.zoho.com/zohoone/crm/tab/Leads/list');
    await page.frameLocator('#crmFrame').locator('.lv_data_phone').first().waitFor();
    expect(page.frames().map((frame) => new URL(frame.url()).host)).toContain('crm.zoho.com');
  });

  it('keeps API and pages apart for a script of the page', async () => {
    await page.goto('https://crm.zoho.com/crm/tab/Home/begin');
    const outcome = await page.evaluate(() =>
      fetch('https://www.zohoapis.com/crm/v8/org').then(
        () => 'answered',
        () => 'refused',
      ),
    );
    expect(outcome).toBe('refused');
  });
});

describe('the demo CRM, with its numbers made callable', () => {
  const FIELDS = ['input', 'textarea', 'select'];
  let numbers: string;

  beforeAll(async () => {
    numbers = await bundleForPage('utils/page/page-numbers.ts', 'whole');
  });
  // What is "two minutes ago" stays so.
  beforeEach(() => page.clock.setFixedTime(Date.now()));

  /** Once so many numbers can be called. Playwright's own waiting would add listeners. */
  const callable = (where: Page | Frame, count: number) =>
    where.evaluate(async (count) => {
      while (globalThis.running.list().length < count) await new Promise((later) => setTimeout(later, 20));
    }, count);

  /** Once what is there has been drawn, and rows that came into view with it. */
  const drawn = async (where: Page | Frame, selector: string) => {
    await where.locator(selector).first().waitFor();
    await where.evaluate(async () => {
      for (let i = 0; i < 3; i++) await new Promise((frame) => requestAnimationFrame(frame));
    });
  };

  it.each([
    ['a list', 'https://crm.zoho.com/crm/tab/Contacts/list', '.lv_data_phone .cxPhoneViewValue'],
    ['a record', 'record', '#subvalue_PHONE .cxPhoneViewValue'],
    ['a form', 'record/edit', '#Crm_Phone'],
    ['the frame of Zoho One', 'https://one.zoho.com/zohoone/crm/tab/Leads/list', '.lv_data_phone'],
  ])('is left without a trace: %s', async (_, address, sign) => {
    await page.goto(address.replace('record', recordUrl('Contacts', amelia().id)));
    const frames = page.frames();
    const inner = frames.at(-1)!;
    await drawn(inner, sign);
    await Promise.all(frames.map(countTraces));
    const before = await Promise.all(frames.map((frame) => readState(frame, FIELDS)));
    for (const frame of frames) await runNumbers(frame, numbers, 'US');
    await callable(inner, 1);
    expect(await Promise.all(frames.map((frame) => readState(frame, FIELDS)))).toEqual(before);
    for (const { records, listeners } of await Promise.all(frames.map(countedTraces))) {
      expect(records).toBe(0);
      expect(listeners).toBeLessThanOrEqual(10);
    }
  });

  /** Goes through the pages as their own links lead, and notes each as it is; `look` waits for it in its own way. */
  async function walk(look: (numbersAtLeast: number) => Promise<unknown>) {
    const states: PageState[] = [];
    const see = async (sign: string, numbersAtLeast: number) => {
      await drawn(page, sign);
      await look(numbersAtLeast);
      states.push(await readState(page, FIELDS));
    };
    const follow = (link: string) =>
      page
        .locator(link)
        .first()
        .evaluate((element) => (element as HTMLElement).click());
    await see('.lv_data_phone .cxPhoneViewValue', 2);
    await follow(`a[id^="listView_${amelia().id}"]`);
    await see('#rl_Calls', 2);
    await follow('[data-zcqa=edit]');
    await see('#Crm_Phone', 1);
    await page.goBack();
    await see('#rl_Calls', 2);
    await follow('.nav-link[data-tab=Leads]');
    await see('crux-table-component[cx-prop-module=Leads]', 5);
    return { states, ...(await countedTraces(page)) };
  }

  it('goes from page to page as it does alone, to the byte', async () => {
    const start = async () => {
      await page.goto('https://crm.zoho.com/crm/tab/Contacts/list?q=Amelia');
      await page.locator('.lv_data_phone').first().waitFor();
      await countTraces(page);
    };
    await start();
    const alone = await walk(async () => {});
    await start();
    await runNumbers(page, numbers, 'US');
    const together = await walk((count) => callable(page, count));
    expect(together.states).toEqual(alone.states);
    expect(together.records).toBe(alone.records);
    expect(together.listeners - alone.listeners).toBeLessThanOrEqual(10);
  });
});

describe('the sign-in page in a browser', () => {
  it('sends the browser to the redirect address with a code', async () => {
    const redirect = 'https://crm.zoho.com/crm/assets/icon.svg';
    zoho.oauth.redirectUris.add(redirect);
    const parameters = new URLSearchParams({
      response_type: 'code',
      client_id: zoho.oauth.clientId,
      scope: 'ZohoCRM.modules.ALL',
      redirect_uri: redirect,
      state: 's',
    });
    await page.goto(`https://accounts.zoho.com/oauth/v2/auth?${parameters}`);
    await page.click('button[value=accept]');
    await page.waitForURL(/code=1000\./);
    expect(new URL(page.url()).searchParams.get('location')).toBe('us');
  });
});
