import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchChromium, type ChromiumSandbox } from '../sandbox/browsers/chromium.ts';
import { createCertificate } from '../sandbox/certificate.ts';
import { openedPage } from './product-pages.ts';

/** A call as the content script asked for it. */
export interface AskedCall {
  number: string;
  ext?: string;
  country: string;
  record?: { module: string; id: string };
  trusted: boolean;
  doubt?: string;
}

export interface NumbersExtension {
  browser: ChromiumSandbox;
  /** Opens a page of the CRM's host that is made of this markup, at this path. */
  open(path: string, markup: string): Promise<Page>;
  /** Opens a Zoho record with five numbers, and waits until they are marked. */
  openContact(): Promise<Page>;
  /**
   * The calls that were asked for since the last question, as an extension page hears them that hears what content
   * scripts send, as every context of the extension does.
   */
  asked(): Promise<AskedCall[]>;
  /** The next call that is asked for. */
  nextAsked(): Promise<AskedCall>;
  /** Resolves when a page takes back what its newest click led to. */
  takenBack(): Promise<void>;
  /**
   * What a page did until now has arrived: a double click can no longer follow, and an answer of its content script came
   * behind whatever it sent before.
   */
  settled(page: Page): Promise<void>;
  /** Tells the extension, as the browser does, that a key of its list of shortcuts was pressed. */
  command(name: 'next-number' | 'previous-number' | 'answer-or-hang-up'): Promise<void>;
  /** Asks the content script of the tab in front. */
  askPage(path: string, method: string, ...args: unknown[]): Promise<unknown>;
  close(): Promise<void>;
}

interface Heard {
  heard: Map<string, unknown>;
  /** The newest wish of a content script about calls. */
  newest?: string;
}

/** What of the extension's API its own page uses here. */
interface ExtensionPage {
  chrome: {
    runtime: {
      onMessage: {
        addListener: (listener: (message: { id: string; method?: string; args: unknown[] }) => void) => void;
      };
    };
    tabs: {
      query: (what: object) => Promise<{ id: number; url?: string }[]>;
      sendMessage: (id: number, message: object, options: object) => Promise<{ value: unknown }>;
    };
  };
}

interface WorkerScope {
  chrome: { commands: { onCommand: { dispatch: (name: string) => void } } };
}

const HOST = 'crm.zoho.com';
/** Where `openContact` opens its record. */
export const CONTACT = '/crm/org1/tab/Contacts/5150868000000123456';
const EXTENSION = new URL('../../.output/chrome-mv3', import.meta.url).pathname;

export const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/detection/${name}`, import.meta.url), 'utf8');

/** The extension for the tests of a file or block: there from the first to the last of them. */
export function useNumbersExtension(): NumbersExtension {
  let started: NumbersExtension | undefined;
  beforeAll(async () => {
    started = await startNumbersExtension();
  });
  afterAll(() => started?.close());
  return new Proxy({} as NumbersExtension, {
    get: (_, name) => started![name as keyof NumbersExtension],
  });
}

/** The built extension in Chromium, with the CRM's host led to pages of the test's own. */
async function startNumbersExtension(): Promise<NumbersExtension> {
  const certificate = createCertificate([HOST]);
  const pages = new Map<string, string>();
  const server = createServer(certificate, (request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(pages.get(request.url ?? '') ?? '<!doctype html><p>Nothing here</p>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const browser = await launchChromium({
    extension: EXTENSION,
    hostMap: [{ host: HOST, port: (server.address() as AddressInfo).port }],
    trusted: [certificate.spkiHash],
  });
  // It comes to the front by itself, once.
  await openedPage(browser, /\/welcome\.html/);
  const listener = await browser.page('managed-schema.json');
  await listener.evaluate(() => {
    const heard = ((globalThis as unknown as Heard).heard = new Map<string, unknown>());
    const { chrome } = globalThis as unknown as ExtensionPage;
    chrome.runtime.onMessage.addListener((message) => {
      // A call that nobody answered is sent again under the same id.
      if (message.method === 'dialFromPage') heard.set(message.id, message.args[0]);
      if (message.method?.endsWith('FromPage')) Object.assign(globalThis, { newest: message.method });
    });
  });
  const askPage: NumbersExtension['askPage'] = (path, method, ...args) =>
    listener.evaluate(
      async ([url, method, args]) => {
        const { chrome } = globalThis as unknown as ExtensionPage;
        const tab = (await chrome.tabs.query({})).find((each) => each.url === url);
        const envelope = { to: 'page', id: crypto.randomUUID(), method, args };
        return (await chrome.tabs.sendMessage(tab!.id, envelope, { frameId: 0 })).value;
      },
      [`https://${HOST}${path}`, method, args] as const,
    );
  const open: NumbersExtension['open'] = async (path, markup) => {
    pages.set(path, markup);
    const page = await browser.context.newPage();
    await page.goto(`https://${HOST}${path}`);
    return page;
  };
  let heardBefore = 0;
  const asked: NumbersExtension['asked'] = async () => {
    const all = await listener.evaluate(
      () => [...(globalThis as unknown as Heard).heard.values()] as AskedCall[],
    );
    const fresh = all.slice(heardBefore);
    heardBefore = all.length;
    return fresh;
  };
  return {
    browser,
    open,
    async openContact() {
      const page = await open(CONTACT, fixture('zoho/contact.html'));
      await paintedTexts(page, 5);
      return page;
    },
    asked,
    async nextAsked() {
      await listener.waitForFunction(
        (count) => (globalThis as unknown as Heard).heard.size > count,
        heardBefore,
      );
      return (await asked())[0]!;
    },
    async takenBack() {
      await listener.waitForFunction(() => (globalThis as unknown as Heard).newest === 'takeBackFromPage');
    },
    async settled(page) {
      await standStill(page, DOUBLE_CLICK_MS + 50);
      await askPage(new URL(page.url()).pathname, 'isOn', HOST);
    },
    async command(name) {
      const worker = await browser.serviceWorker();
      await worker.evaluate(
        (name) => (globalThis as unknown as WorkerScope).chrome.commands.onCommand.dispatch(name),
        name,
      );
    },
    askPage,
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** The product waits so long for the second click of a double click. */
const DOUBLE_CLICK_MS = 200;

/** The page's own clock goes on by this much: timers it, or a script in it, set before have run. */
export const standStill = (page: Page, ms: number): Promise<void> =>
  page.evaluate((ms) => new Promise((done) => setTimeout(done, ms)), ms);

/** The text of every highlighted number, in no order, once there are `count`. */
export async function paintedTexts(page: Page | Frame, count: number): Promise<string[]> {
  const texts = await page.waitForFunction(
    (count) => {
      const painted = [...(CSS.highlights.get('switchhook-number') ?? [])].map((range) => {
        const live = document.createRange();
        live.setStart(range.startContainer, range.startOffset);
        live.setEnd(range.endContainer, range.endOffset);
        return live.toString();
      });
      return painted.length >= count ? painted : null;
    },
    count,
    { timeout: 10_000 },
  );
  return (await texts.jsonValue())!;
}
