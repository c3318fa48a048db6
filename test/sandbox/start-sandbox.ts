import { existsSync } from 'node:fs';
import type { HostMapping } from './browsers/host-map.ts';
import { createCertificate, type Certificate } from './certificate.ts';
import { startEmbeddedPbx, type EmbeddedSandbox } from './pbx/start-embedded.ts';
import { startKamailio, type KamailioOptions, type KamailioSandbox } from './pbx/start-kamailio.ts';
import type { PbxSandbox } from './pbx/pbx-sandbox.ts';
import { ZOHO_HOSTS } from './zoho/data-centers.ts';
import { validateRequests } from './zoho/openapi.ts';
import { openApiFolder } from './zoho/openapi-folder.ts';
import { startZoho, type ZohoOptions, type ZohoSandbox } from './zoho/start-zoho.ts';

/** The name of the phone system, as a customer's own would be called. */
export const PBX_HOST = 'pbx.switchhook.test';

export interface SandboxOptions {
  readonly pbx?: KamailioOptions;
  readonly zoho?: Omit<ZohoOptions, 'tls'>;
  /** The extension the settings sign in; 1001 by default. */
  readonly extension?: string;
}

/** Everything the product talks to, on loopback: Zoho CRM and a phone system with a customer. */
export interface Sandbox<P = KamailioSandbox> {
  readonly certificate: Certificate;
  readonly zoho: ZohoSandbox;
  readonly pbx: P;
  /** Where browsers find the real host names. */
  readonly hostMap: readonly HostMapping[];
  /** An import file (or managed policy) that configures the product for this sandbox, secrets included. */
  readonly settings: SandboxSettings;
  /** Stops everything. Rejects when a request was not valid by Zoho's OpenAPI files, where those are at hand. */
  stop(): Promise<void>;
}

/** The settings tree of the product, as far as the sandbox decides it. */
export interface SandboxSettings {
  readonly sip: {
    readonly servers: readonly string[];
    readonly domain: string;
    readonly username: string;
    readonly authorizationUsername: string;
    readonly password: string;
    readonly displayName: string;
  };
  readonly crm: {
    readonly kind: 'zoho';
    readonly zoho: {
      readonly dataCenter: string;
      readonly environment: string;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly refreshToken: string;
    };
  };
}

/** Whether Kamailio, its media proxy and its phones can be started here. */
export function isKamailioInstalled(): boolean {
  return ['/usr/sbin/kamailio', '/usr/bin/rtpengine', '/usr/bin/baresip'].every((file) => existsSync(file));
}

/** The sandbox with Kamailio. */
export function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  return joinSandbox(options, (host, certificate) => startKamailio({ certificate, ...options.pbx, host }));
}

/** The sandbox with the phone system in this process; its customer is a page that must be opened in the browser. */
export function startEmbeddedSandbox(options: SandboxOptions = {}): Promise<Sandbox<EmbeddedSandbox>> {
  return joinSandbox(options, (host, certificate) =>
    startEmbeddedPbx({ certificate, users: options.pbx?.users, toneHz: options.pbx?.toneHz, host }),
  );
}

async function joinSandbox<P extends PbxSandbox>(
  options: SandboxOptions,
  startPbx: (host: string, certificate: Certificate) => Promise<P>,
): Promise<Sandbox<P>> {
  const host = options.pbx?.host ?? PBX_HOST;
  const certificate = createCertificate([host, ...ZOHO_HOSTS]);
  const zoho = await startZoho({ ...options.zoho, tls: certificate });
  const pbx = await startPbx(host, certificate).catch(async (error: unknown) => {
    await zoho.stop();
    throw error;
  });
  const extension = options.extension ?? '1001';
  const user = pbx.users.find(({ username }) => username === extension);
  if (!user) throw new Error(`The phone system has no extension ${extension}.`);
  return {
    certificate,
    zoho,
    pbx,
    hostMap: [...zoho.hosts.map((name) => ({ host: name, port: zoho.port })), { host, port: pbx.port }],
    settings: {
      sip: {
        servers: [pbx.url],
        domain: pbx.domain,
        username: user.username,
        authorizationUsername: user.authorizationUsername ?? '',
        password: user.password,
        displayName: '',
      },
      crm: {
        kind: 'zoho',
        zoho: {
          dataCenter: zoho.oauth.dataCenter.name,
          environment: zoho.oauth.environment,
          clientId: zoho.oauth.clientId,
          clientSecret: zoho.oauth.clientSecret,
          refreshToken: zoho.oauth.refreshToken,
        },
      },
    },
    async stop() {
      await Promise.all([pbx.stop(), zoho.stop()]);
      expectValidRequests(zoho);
    },
  };
}

function expectValidRequests({ requests }: ZohoSandbox): void {
  const folder = openApiFolder();
  const findings = folder ? validateRequests(requests, folder) : [];
  if (findings.length > 0) throw new Error(`Zoho's OpenAPI files do not know this:\n${findings.join('\n')}`);
}
