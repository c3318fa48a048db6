import { afterAll, beforeAll, beforeEach } from 'vitest';
import { startZoho, type ZohoSandbox } from '../sandbox/zoho/start-zoho.ts';
import { createZohoClient, type ZohoClient } from './zoho-client.ts';

/** One simulator for all tests of a file, in order before each: no faults, a search index that is up to date. Filled when tests run. */
export function useZoho(): { zoho: ZohoSandbox; client: ZohoClient } {
  const zoho = {} as ZohoSandbox;
  const client = {} as ZohoClient;
  beforeAll(async () => {
    Object.assign(zoho, await startZoho());
    Object.assign(client, createZohoClient(zoho));
  });
  afterAll(() => zoho.stop());
  beforeEach(() => {
    zoho.faults.clear();
    zoho.switches.indexDelayMs = 0;
  });
  return { zoho, client };
}
