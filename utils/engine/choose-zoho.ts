import type { CrmChooser, CrmEdges } from '@/utils/engine/crm-chooser';
import type { CrmChoice } from '@/utils/engine/crm-desk';
import type { CrmConnector } from '@/utils/crm/connector';
import { createZohoConnector } from '@/utils/crm/zoho/zoho-connector';
import { SCOPE_LIST } from '@/utils/crm/zoho/scopes';
import { createHttp } from '@/utils/http/fetch';
import type { HttpClient } from '@/utils/http/http-client';
import { refreshAccess, revoke, type AccessToken } from '@/utils/oauth/token-endpoint';
import {
  createTokenSource,
  memoryCell,
  type Cell,
  type RenewalHistory,
  type TokenSource,
} from '@/utils/oauth/token-source';
import {
  signInByBrowser,
  signInByPaste,
  type ZohoSignInOptions,
  type ZohoTokens,
} from '@/utils/oauth/zoho-sign-in';
import { originsOf, regionOf, ZOHO_REGIONS } from '@/utils/oauth/zoho-regions';
import type { Settings } from '@/utils/settings/schema';

const NOT_YET = 'No CRM is connected yet. Open the settings and sign in to Zoho CRM.';

/** Makes Zoho's connector from the settings, and signs in and out of Zoho. */
export function createZohoChooser(edges: CrmEdges): CrmChooser {
  const { vault } = edges;
  /** Access tokens stay in this document's memory and never reach a disk. */
  const access: Cell<AccessToken> = memoryCell();
  /** How often tokens were renewed outlives a restart, or a crash loop would run into Zoho's limit. */
  const renewals: Cell<RenewalHistory> = {
    async get() {
      const text = await vault.get('crm.zoho.renewals');
      return text === null ? undefined : (JSON.parse(text) as RenewalHistory);
    },
    set: (history) => vault.set('crm.zoho.renewals', history ? JSON.stringify(history) : ''),
  };
  let account = '';
  let tokens: TokenSource | null = null;
  let connector: CrmConnector | null = null;

  /** Requests go to the chosen data centre and nowhere else. */
  function httpFor({ crm }: Settings): HttpClient {
    return createHttp({
      fetch: edges.fetch,
      allowedOrigins: () => originsOf(regionOf(crm.zoho.dataCenter), crm.zoho.environment),
    });
  }

  async function signInOptions(settings: Settings): Promise<ZohoSignInOptions> {
    const { clientId, dataCenter, environment } = settings.crm.zoho;
    return {
      // An account may live in another data centre than the one chosen: its own server takes the code.
      http: createHttp({
        fetch: edges.fetch,
        allowedOrigins: () => ZOHO_REGIONS.flatMap((region) => originsOf(region, environment)),
      }),
      crypto: edges.crypto,
      now: edges.now,
      client: { clientId, clientSecret: (await vault.get('crm.zoho.clientSecret')) ?? '' },
      dataCenter,
      environment,
      scopes: SCOPE_LIST.split(','),
    };
  }

  async function keep(settings: Settings, signedIn: ZohoTokens): Promise<void> {
    await vault.set('crm.zoho.refreshToken', signedIn.refreshToken);
    await access.set(signedIn.access);
    if (signedIn.dataCenter !== settings.crm.zoho.dataCenter)
      await edges.saveSettings({ 'crm.zoho.dataCenter': signedIn.dataCenter });
  }

  async function chooseZoho(settings: Settings): Promise<CrmChoice> {
    const { zoho } = settings.crm;
    const [clientSecret, refreshToken] = await Promise.all([
      vault.get('crm.zoho.clientSecret'),
      vault.get('crm.zoho.refreshToken'),
    ]);
    if (!zoho.clientId || !clientSecret || !refreshToken)
      return { connector: null, kind: 'zoho', message: NOT_YET };
    const wanted = JSON.stringify([zoho, clientSecret, refreshToken]);
    if (!connector || account !== wanted) {
      // Other settings or another user must not use the old token.
      await tokens?.forget();
      account = wanted;
      const http = httpFor(settings);
      const region = regionOf(zoho.dataCenter);
      const client = { clientId: zoho.clientId, clientSecret };
      const refresh = () =>
        refreshAccess({ http, region, environment: zoho.environment, client, now: edges.now }, refreshToken);
      tokens = createTokenSource({ access, renewals, lock: edges.lock, now: edges.now, refresh });
      connector = createZohoConnector({ ...zoho, http, tokens, now: edges.now });
    }
    return { connector, kind: 'zoho' };
  }

  return {
    choose: chooseZoho,
    sign: {
      async inWithCode(settings, code) {
        await keep(settings, await signInByPaste(await signInOptions(settings), code));
      },
      async inWithBrowser(settings) {
        await keep(
          settings,
          await signInByBrowser(await signInOptions(settings), await edges.redirectUri(), edges.openSignIn),
        );
      },
      async out(settings) {
        const refreshToken = await vault.get('crm.zoho.refreshToken');
        await vault.set('crm.zoho.refreshToken', '');
        await access.set(undefined);
        if (!refreshToken) return;
        const { dataCenter, environment } = settings.crm.zoho;
        await revoke(
          { http: httpFor(settings), region: regionOf(dataCenter), environment, now: edges.now },
          refreshToken,
        );
      },
    },
  };
}
