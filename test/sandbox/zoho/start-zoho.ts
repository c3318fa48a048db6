import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, invalidUrl } from './answer.ts';
import type { ApiLimits } from './api-limits.ts';
import { type ApiSwitches, createApiHost } from './api/api-host.ts';
import { createCertificate } from '../certificate.ts';
import { dataCenterNamed, type Environment, type KnownHost, knownHost, ZOHO_HOSTS } from './data-centers.ts';
import { createFaults, type Fault, type Faults } from './faults.ts';
import { createAccountsHost } from './oauth/accounts-host.ts';
import { createOAuthState, type ZohoOAuth } from './oauth/oauth-state.ts';
import type { RecordedRequest } from './recorded-request.ts';
import { createSiteHost, type SiteSettings } from './site-host.ts';
import type { GeneratedNumber } from './world/generate-contacts.ts';
import { seedWorld } from './world/seed-world.ts';
import { answerInstead, writeAnswer } from './write-answer.ts';
import { createZohoData, type RecordEvent, type ZohoData } from './zoho-data.ts';
import type { ZohoRecord } from './zoho-record.ts';

/** What tests may wait for. */
export interface ZohoEvents {
  request: RecordedRequest;
  record: RecordEvent;
}

/** Zoho CRM on loopback: accounts, API and web pages of all data centres, behind one HTTPS port. */
export interface ZohoSandbox {
  readonly port: number;
  /** Every host name it answers for; a test certificate must name them all. */
  readonly hosts: readonly string[];
  readonly data: ZohoData;
  /** The numbers of the generated contacts, in E.164. */
  readonly generated: readonly GeneratedNumber[];
  readonly faults: Faults;
  readonly limits: ApiLimits;
  readonly switches: ApiSwitches;
  readonly oauth: ZohoOAuth;
  /** How the web pages show numbers; the next page loaded follows it. */
  readonly site: SiteSettings;
  /** Every request to accounts and API hosts, in the order they came. */
  readonly requests: RecordedRequest[];
  /** Listens; gives the way to stop listening. A request is told once it was answered or dropped. */
  on<E extends keyof ZohoEvents>(event: E, listener: (detail: ZohoEvents[E]) => void): () => void;
  /** Waits until a condition holds; it is looked at now and after every request and change of a record. */
  waitFor(holds: () => boolean): Promise<void>;
  /** Waits for a request that was answered and fits, also one that was before. */
  waitForRequest(fits: (request: RecordedRequest) => boolean): Promise<RecordedRequest>;
  /** Waits for a record of the module that fits, also one that is there already. */
  waitForRecord(module: string, fits: (record: ZohoRecord) => boolean): Promise<ZohoRecord>;
  stop(): Promise<void>;
}

export interface ZohoOptions {
  /** What it proves itself with; one of its own for every Zoho host if left out. */
  tls?: { key: string; cert: string };
  /** The same seed makes the same generated contacts. */
  seed?: number;
  /** Contacts beside the small demo world. */
  contacts?: number;
  /** Home of the organisation: us, eu, in, au, jp, cn, ca, sa, uk, ae. */
  dataCenter?: string;
  environment?: Environment;
  /** Milliseconds since 1970; only the simulator's own clock. */
  now?: () => number;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}

function record(request: IncomingMessage, known: KnownHost, body: string, at: number): RecordedRequest {
  const url = new URL(request.url ?? '/', 'https://host');
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  return {
    at,
    method: request.method ?? 'GET',
    host: (request.headers.host ?? '').replace(/:\d+$/, ''),
    role: known.role,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(headers),
    body,
    status: 0,
    faults: [],
  };
}

let ownCertificate: ReturnType<typeof createCertificate> | undefined;

/** Made once a process: tests start many simulators. */
const zohoCertificate = () => (ownCertificate ??= createCertificate([...ZOHO_HOSTS]));

/** Starts the simulator on a free port of 127.0.0.1. */
export async function startZoho(options: ZohoOptions = {}): Promise<ZohoSandbox> {
  const now = options.now ?? Date.now;
  const dataCenter = dataCenterNamed(options.dataCenter ?? 'us');
  const environment = options.environment ?? 'production';
  const data = createZohoData({ now, timeZone: 'America/New_York' });
  const generated = seedWorld(data, {
    now: now(),
    seed: options.seed ?? 1,
    contacts: options.contacts ?? 0,
    environment,
  });

  const state = createOAuthState({ now, dataCenter, environment, firstUserId: () => data.users[0]!.id });
  const oauth: ZohoOAuth = { ...state.oauth, refreshToken: state.oauth.issueRefreshToken() };
  const accounts = createAccountsHost(state, data);
  const api = createApiHost(state, data, now);
  const site = createSiteHost(data);
  const faults = createFaults();
  const requests: RecordedRequest[] = [];
  const requestListeners = new Set<(request: RecordedRequest) => void>();

  async function answerFor(request: RecordedRequest, known: KnownHost, fault: Fault): Promise<Answer> {
    const during = async () => void (fault.delayMs && (await wait(fault.delayMs)));
    const instead = answerInstead(fault);
    if (instead || known.role === 'accounts') await during();
    if (instead) return instead;
    return known.role === 'accounts'
      ? accounts(request, known.dataCenter)
      : api.answer(request, known, fault, during);
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const known = knownHost(request.headers.host ?? '');
    const body = await readBody(request);
    if (!known) return void (await writeAnswer(response, invalidUrl().answer, {}));
    const entry = record(request, known, body, now());
    if (known.role === 'crm' || known.role === 'one')
      return void (await writeAnswer(response, await site.answer(entry, known), {}));

    requests.push(entry);
    const fault = faults.take(entry);
    entry.faults = Object.keys(fault);
    if (fault.reset) {
      if (fault.delayMs) await wait(fault.delayMs);
      request.socket.destroy();
    } else entry.status = await writeAnswer(response, await answerFor(entry, known, fault), fault);
    if (fault.dropAfterCommit) request.socket.destroy();
    for (const listener of requestListeners) listener(entry);
  }

  const server = createServer(options.tls ?? zohoCertificate(), (request, response) => {
    serve(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });

  const subscribe: { [E in keyof ZohoEvents]: (listener: (detail: ZohoEvents[E]) => void) => () => void } = {
    request: (listener) => {
      requestListeners.add(listener);
      return () => void requestListeners.delete(listener);
    },
    record: data.onRecord,
  };

  const waitFor = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      const leave: (() => void)[] = [];
      const look = () => {
        if (!holds()) return;
        for (const stop of leave) stop();
        resolve();
      };
      leave.push(subscribe.request(look), subscribe.record(look));
      look();
    });

  async function found<T>(find: () => T | undefined): Promise<T> {
    let result = find();
    await waitFor(() => (result ??= find()) !== undefined);
    return result!;
  }

  return {
    port: (server.address() as AddressInfo).port,
    hosts: ZOHO_HOSTS,
    data,
    generated,
    faults,
    limits: api.limits,
    switches: api.switches,
    oauth,
    site: site.settings,
    requests,
    on: (event, listener) => subscribe[event](listener),
    waitFor,
    waitForRequest: (fits) => found(() => requests.find((entry) => entry.status > 0 && fits(entry))),
    waitForRecord: (module, fits) => found(() => data.list(module).find(fits)),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
