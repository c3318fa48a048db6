import { createZohoConnector, type ZohoConnector } from '@/utils/crm/zoho/zoho-connector';
import { createHttp } from '@/utils/http/fetch';
import type { HttpClient } from '@/utils/http/http-client';
import { refreshAccess } from '@/utils/oauth/token-endpoint';
import { createTokenSource, memoryCell, type TokenSource } from '@/utils/oauth/token-source';
import { originsOf, regionOf, type ZohoLocation } from '@/utils/oauth/zoho-regions';
import { localLock } from '@/utils/platform/lock';
import type { ZohoSandbox } from '../sandbox/zoho/start-zoho.ts';
import { loopbackFetch } from './loopback-fetch.ts';

/** The product's own connector, speaking to the simulator as a signed-in user. */
export function connectTo(
  zoho: ZohoSandbox,
  options: { lookupIn?: string[]; now?: () => number; wrap?: (http: HttpClient) => HttpClient } = {},
): { crm: ZohoConnector; http: HttpClient; tokens: TokenSource } {
  const now = options.now ?? Date.now;
  const dataCenter = zoho.oauth.dataCenter.name as ZohoLocation;
  const region = regionOf(dataCenter);
  const environment = zoho.oauth.environment;
  const plain = createHttp({
    fetch: loopbackFetch(zoho.port),
    allowedOrigins: () => originsOf(region, environment),
  });
  const http = options.wrap?.(plain) ?? plain;
  const client = { clientId: zoho.oauth.clientId, clientSecret: zoho.oauth.clientSecret };
  const tokens = createTokenSource({
    access: memoryCell(),
    renewals: memoryCell(),
    lock: localLock(),
    now,
    refresh: () => refreshAccess({ http, region, environment, client, now }, zoho.oauth.refreshToken),
  });
  const crm = createZohoConnector({
    http,
    tokens,
    dataCenter,
    environment,
    lookupIn: options.lookupIn ?? ['Contacts', 'Leads', 'Accounts'],
    now,
  });
  return { crm, http, tokens };
}
