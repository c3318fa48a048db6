import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { ChromiumSandbox } from '../sandbox/browsers/chromium.ts';
import type { DeskCall } from '../sandbox/pbx/pbx-sandbox.ts';
import { startSandbox, type Sandbox } from '../sandbox/start-sandbox.ts';
import { createRandom } from '../sandbox/zoho/random.ts';
import { deathPoints, type DeathPoint } from './death-points.ts';
import { killBrowser } from './killed-browser.ts';
import { microphoneFile } from './microphone-file.ts';
import { launchProduct, MICROPHONE_HZ } from './product.ts';
import { importSettings } from './product-pages.ts';
import { connectTo } from './zoho-connector.ts';

/** One call of a trial: who begins it, and whether it is answered. */
type CallKind = 'answered' | 'missed' | 'dialled';
const KINDS: readonly CallKind[] = ['answered', 'answered', 'missed', 'dialled'];

/** Longest an instant is waited for; a call that never comes there dies at a time of chance instead. */
const LONGEST_WAIT_MS = 4_000;

/** What many lives came to. */
export interface LivesResult {
  calls: number;
  ours: number;
  lost: number;
  duplicated: number;
  leads: number;
  duplicateLeads: number;
  workerStops: number;
}

export interface BrowserLives {
  readonly sandbox: Sandbox;
  /** Lives a browser's life: some calls, the worker stopped now and then, and death at the named step of the last call. */
  live(point: DeathPoint | null, calls: number): Promise<void>;
  /** Starts a last browser and waits until nothing is owed any more. */
  settle(): Promise<void>;
  readonly points: readonly DeathPoint[];
  /** What Zoho holds of the calls that were ours: those our phone rang for, or began. */
  result(): LivesResult;
  /** How often each named step was died at. */
  readonly deaths: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

/** Browsers that live short lives on one disk, with the production build, a phone system and Zoho. */
export async function startBrowserLives(seed: number): Promise<BrowserLives> {
  const random = createRandom(seed);
  const profile = mkdtempSync(join(tmpdir(), 'switchhook-lives-'));
  const sandbox = await startSandbox();
  const { pbx, zoho } = sandbox;
  // Zoho's limit of tokens is for ten minutes of one browser, not for a hundred browsers.
  Object.assign(zoho.oauth.limits, { mintsPerWindow: 100_000, accessTokensPerGrant: 100_000 });
  await connectTo(zoho).crm.offerKeyField();
  const audioFile = microphoneFile(MICROPHONE_HZ);
  const deaths = new Map<string, number>();
  const died = (name: string) => deaths.set(name, (deaths.get(name) ?? 0) + 1);
  let calls = 0;
  let workerStops = 0;
  let browser: ChromiumSandbox | null = null;
  let page: Page | null = null;

  const ask = (method: string, ...args: unknown[]) =>
    page!
      .evaluate(
        ([method, args]) =>
          (
            globalThis as unknown as {
              chrome: { runtime: { sendMessage(message: object): Promise<unknown> } };
            }
          ).chrome.runtime.sendMessage({ to: 'engine', id: crypto.randomUUID(), method, args }),
        [method, args] as const,
      )
      .then((reply) => (reply as { value?: unknown } | undefined)?.value);

  async function start(): Promise<void> {
    const registered = pbx.waitFor('registered', ({ user }) => user === '1001', 60_000);
    const isFirst = browser === null;
    browser = await launchProduct(sandbox, { audioFile, profile });
    if (isFirst) await importSettings(browser, { ...sandbox.settings, contacts: { create: 'automatic' } });
    page = await browser.page('popup.html');
    await registered.catch(async (error: Error) => {
      const popup = await page!.evaluate('document.body.innerText').catch(String);
      throw new Error(`${error.message}\nThe popup shows: ${popup}`);
    });
    await forgetRenewals(page);
  }

  async function ring(from: string): Promise<DeskCall> {
    const heard = pbx.waitFor('reply', ({ status }) => status >= 180, 8_000).catch(() => undefined);
    const desk = await pbx.customer.call('1001', { from });
    await heard;
    return desk;
  }

  /** One call from beginning to end. Death may come at any time: what then fails is nobody's fault. */
  async function call(kind: CallKind): Promise<void> {
    const number = `${NUMBERS}${String(calls).padStart(4, '0')}`;
    calls += 1;
    let desk: DeskCall | null = null;
    try {
      if (kind === 'dialled') {
        const incoming = pbx.customer.incoming(8_000);
        await Promise.all([ask('dial', { number }), incoming.then((arrived) => (desk = arrived))]);
      } else desk = await ring(number);
      if (kind === 'answered') await ask('answerOrHangUp');
      if (kind !== 'missed') await desk!.answered(8_000);
      if (kind === 'dialled') await ask('answerOrHangUp');
      else await desk!.hangUp();
      await desk!.ended(8_000);
    } catch {
      await desk?.hangUp().catch(() => undefined);
    }
  }

  async function stopWorker(): Promise<void> {
    await wait(random.below(600));
    if (await browser!.stopServiceWorker()) workerStops += 1;
  }

  /** Dies at the point, or, where the call never comes there, after a while of chance. Resolves when all is dead. */
  async function callAndDie(point: DeathPoint | null): Promise<void> {
    const kind = point?.name.startsWith('lead') ? 'answered' : random.pick(KINDS);
    const last = browser!;
    const dead = Promise.withResolvers<void>();
    let struck = false;
    const strike = () => {
      if (struck) return;
      struck = true;
      void killBrowser(last).then(dead.resolve, dead.resolve);
    };
    const forget = point?.wait(() => {
      if (struck) return;
      died(point.name);
      strike();
    });
    const calling = call(kind);
    await Promise.race([dead.promise, wait(point ? LONGEST_WAIT_MS : random.below(LONGEST_WAIT_MS))]);
    if (!struck) died('at random');
    strike();
    await dead.promise;
    forget?.();
    await calling;
    for (const left of pbx.customer.calls().filter(({ state }) => state !== 'ended'))
      await left.hangUp().catch(() => undefined);
    await pbx.dropRegistration('1001');
  }

  /** Numbers of the calls our phone rang for, or began: each call has one of its own. */
  function ours(): string[] {
    const invites = pbx.events.filter((event) => event.type === 'invite');
    const rung = new Set(
      pbx.events.flatMap((event) => (event.type === 'reply' && event.status === 180 ? [event.callId] : [])),
    );
    const begun = invites.filter(({ from }) => from === '1001').map(({ to }) => to);
    const heard = invites.filter(({ to, callId }) => to === '1001' && rung.has(callId));
    return [...new Set([...begun, ...heard.map(({ from }) => from)])];
  }

  return {
    sandbox,
    deaths,
    points: deathPoints(sandbox, profile),
    async live(point, lasting) {
      await start();
      for (let index = 1; index < lasting; index += 1) {
        await Promise.all([call(random.pick(KINDS)), random.next() < 0.5 ? stopWorker() : null]);
      }
      await callAndDie(point);
    },
    async settle() {
      await start();
      const worker = await browser!.serviceWorker();
      while (((await ask('outbox')) as unknown[]).length > 0) {
        await worker.evaluate(`chrome.alarms.create('tick', { when: Date.now(), periodInMinutes: 1 })`);
        await wait(500);
      }
    },
    result() {
      const numbers = ours();
      const logged = zoho.data.list('Calls').flatMap(({ Subject }) => OURS.exec(String(Subject))?.[0] ?? []);
      const leads = zoho.data.list('Leads').flatMap(({ Phone }) => (isOurs(String(Phone)) ? [Phone] : []));
      return {
        calls,
        ours: numbers.length,
        lost: numbers.filter((one) => !logged.includes(one)).length,
        duplicated: numbers.filter((one) => logged.indexOf(one) !== logged.lastIndexOf(one)).length,
        leads: leads.length,
        duplicateLeads: leads.length - new Set(leads).size,
        workerStops,
      };
    },
    async stop() {
      await browser?.close().catch(() => undefined);
      await sandbox.stop();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Callers and called of a trial: a number of its own for each call. */
const NUMBERS = '+1206556';
const OURS = /\+1206556\d{4}/;
const isOurs = (phone: string) => phone.startsWith(NUMBERS);

/** A browser that starts fifty times in ten minutes would otherwise keep to Zoho's limit and wait. */
async function forgetRenewals(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((done, fail) => {
        const opening = indexedDB.open('switchhook-vault');
        opening.addEventListener('error', () => fail(opening.error!));
        opening.addEventListener('success', () => {
          const transaction = opening.result.transaction('secrets', 'readwrite');
          transaction.objectStore('secrets').delete('crm.zoho.renewals');
          transaction.addEventListener('complete', () => {
            opening.result.close();
            done();
          });
        });
      }),
  );
}
