import type { Page } from 'playwright-core';
import type { ChromiumSandbox } from '../sandbox/browsers/chromium.ts';
import { createCertificate } from '../sandbox/certificate.ts';
import { startLaptop, type Laptop } from '../sandbox/network/laptop.ts';
import { startTurnServer, type TurnServer } from '../sandbox/network/turn-server.ts';
import { startTcpProxy, type TcpProxy } from '../sandbox/network/tcp-proxy.ts';
import type { DeskCall } from '../sandbox/pbx/pbx-sandbox.ts';
import { startKamailio, type KamailioSandbox } from '../sandbox/pbx/start-kamailio.ts';
import { CLEAN_MICROPHONE, microphoneFile } from './microphone-file.ts';
import { openEars } from './peer-connections.ts';
import { launchProduct } from './product.ts';
import { callWindow, importSettings } from './product-pages.ts';

const OUR_HZ = 880;
const THEIR_HZ = 440;
/** What the capture of the customer's sound may lag behind, and how much of it is listened to, milliseconds. */
const LAG = 600;
const PIECE = 300;

/** One of the two hears nothing of the other, for longer than was waited. */
export class SoundLostError extends Error {
  override readonly name = 'SoundLostError';
}

/** The product in a browser on a laptop, and the customer's phone system in the office. */
export interface Office {
  readonly laptop: Laptop;
  readonly pbx: KamailioSandbox;
  readonly browser: ChromiumSandbox;
  /** The two ways to the phone system that the product knows, first and second. */
  readonly servers: readonly [TcpProxy, TcpProxy];
  readonly relay: TurnServer | null;
  /** A customer calls, the call is answered, both hear each other. */
  talk(): Promise<OfficeCall>;
  stop(): Promise<void>;
}

export interface OfficeCall {
  readonly desk: DeskCall;
  readonly window: Page;
  /**
   * Resolves when each hears the other's tone in sound that is newer than `since`, with the milliseconds that took. Rejects with
   * `SoundLostError`.
   */
  bothHear(since?: number, timeoutMs?: number): Promise<number>;
  /** What the browser hears now: the pitch in Hz, null for silence. */
  weHear(): Promise<number | null>;
  /** Hangs up in the call window. */
  end(): Promise<void>;
}

const BACKUP = 'backup.switchhook.test';

/** With `turn`, sound goes through a relay only. */
export async function startOffice({ turn = false } = {}): Promise<Office> {
  const parts: { stop(): Promise<void> }[] = [];
  const stop = async () => {
    for (const part of parts.splice(0).reverse()) await part.stop();
  };
  try {
    const laptop = await startLaptop();
    parts.push(laptop);
    const certificate = createCertificate(['pbx.switchhook.test', BACKUP]);
    const pbx = await startKamailio({ toneHz: THEIR_HZ, address: laptop.office, certificate });
    parts.push(pbx);
    const way = () => startTcpProxy({ host: pbx.address, port: pbx.port }, laptop.office);
    const servers = [await way(), await way()] as const;
    parts.push(...servers);
    const relay = turn ? await startTurnServer(laptop.office) : null;
    if (relay) parts.push(relay);
    const hostMap = [pbx.host, BACKUP].map((host, i) => ({
      host,
      port: servers[i]!.port,
      address: laptop.office,
    }));
    const audioFile = microphoneFile(OUR_HZ);
    const browser = await launchProduct({ hostMap, certificate }, { audioFile, computer: laptop });
    parts.push({ stop: () => browser.close() });
    const { username, password } = pbx.users[0]!;
    await importSettings(browser, {
      sip: {
        servers: [pbx.url, pbx.url.replace(pbx.host, BACKUP)],
        domain: pbx.domain,
        username,
        password,
        ...(relay ? { iceServers: [relay.iceServer], relayOnly: true } : {}),
      },
      audio: CLEAN_MICROPHONE,
      crm: { kind: 'none' },
    });
    await pbx.registered(username);
    return { laptop, pbx, browser, servers, relay, stop, talk: () => talk(pbx, browser) };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function talk(pbx: KamailioSandbox, browser: ChromiumSandbox): Promise<OfficeCall> {
  const desk = await pbx.customer.call('1001');
  const window = await callWindow(browser);
  await window.getByRole('button', { name: 'Answer' }).click();
  await desk.answered();
  const offscreen = await browser.offscreen();
  const hear = await openEars(offscreen);

  async function bothHear(since = Date.now() - LAG, timeoutMs = 20_000): Promise<number> {
    for (;;) {
      const begun = Date.now();
      const [we, they] = [(await hear(PIECE)).toneHz, (await desk.hears((2 * PIECE) / 1000)).toneHz];
      const isNew = begun - LAG >= since;
      // What was heard had begun when listening did; the time it takes to look is none without sound.
      if (isNew && isTone(we, THEIR_HZ) && isTone(they, OUR_HZ)) return begun - since;
      if (Date.now() - since > timeoutMs)
        throw new SoundLostError(`After ${timeoutMs} ms we hear ${we} Hz, and they hear ${they} Hz.`);
    }
  }

  await bothHear();
  return {
    desk,
    window,
    bothHear,
    weHear: async () => (await hear(PIECE)).toneHz,
    async end() {
      await window.getByRole('button', { name: 'Hang up', exact: true }).click();
      await desk.ended();
      offscreen.close();
      await window.close();
    },
  };
}

const isTone = (heard: number | null, hz: number) => heard !== null && Math.abs(heard - hz) < 15;
