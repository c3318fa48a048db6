import type { CrmChooser } from '@/utils/engine/choose-crm';
import type { CrmEdges } from '@/utils/engine/choose-zoho';
import { CrmError } from '@/utils/crm/crm-error';
import { createTemplateConnector, type TemplateConnector } from '@/utils/crm/template/connector';
import { loadTemplate } from '@/utils/crm/template/load-template';
import { computeOrigins } from '@/utils/crm/template/origins';
import type { Tokens, TokenStore } from '@/utils/crm/template/tokens';
import { isAllowedOrigin } from '@/utils/http/allowed-origin';
import { createHttp } from '@/utils/http/fetch';
import type { Settings } from '@/utils/settings/schema';

/** Where a template's tokens lie in the vault. */
const TOKENS = 'crm.template.tokens';
const NO_CODE = 'This CRM has its own sign-in page. Use the button “Sign in”.';

/** Makes the connector of an installed template from the settings. It reaches only hosts that the user agreed to. */
export function createTemplateChooser(edges: CrmEdges): CrmChooser {
  const { vault } = edges;
  let made: { connector: TemplateConnector; from: string } | null = null;

  const tokens: TokenStore = {
    async load() {
      const text = await vault.get(TOKENS);
      return text === null ? undefined : (JSON.parse(text) as Tokens);
    },
    save: (next) => vault.set(TOKENS, next ? JSON.stringify(next) : ''),
  };

  /** Fields as the settings hold them, and those that are secrets from the vault. */
  async function fieldsOf(names: readonly string[], { crm }: Settings): Promise<Record<string, string>> {
    const fields = { ...crm.template.fields };
    for (const name of names) {
      const secret = await vault.get(`crm.template.secret.${name}`);
      if (secret !== null) fields[name] = secret;
    }
    return fields;
  }

  async function make(settings: Settings): Promise<TemplateConnector> {
    const { crm, sip } = settings;
    const stored = crm.template.key === '' ? null : await edges.readTemplate(crm.template.key);
    if (!stored)
      throw new CrmError('signed-out', 'No CRM is connected yet. Choose a template in the settings.');
    const allowedPrivate = new Set(stored.allowedPrivate);
    const { template } = loadTemplate(new TextEncoder().encode(stored.xml), { allowedPrivate });
    if (!template)
      throw new CrmError('signed-out', 'The template of your CRM has a mistake. Correct it in the settings.');
    const names = template.fields.map(({ name }) => name);
    const fields = await fieldsOf(names, settings);
    const wanted = computeOrigins(template, fields);
    const asked = [...new Set([...wanted.data, ...wanted.secret])];
    const granted = await edges.grantedOrigins();
    const missing = asked.find((origin) => !isAllowedOrigin(origin, granted));
    if (missing)
      throw new CrmError(
        'signed-out',
        `Switchhook may not ask ${new URL(missing).host} yet. Allow it in the settings.`,
      );
    const origins = [...asked, ...wanted.patterns];
    return createTemplateConnector({
      template,
      fields,
      http: createHttp({ fetch: edges.fetch, allowedOrigins: () => origins, maxBytes: 5 * 1024 * 1024 }),
      clock: edges.now,
      timeZone: edges.timeZone(),
      allowedOrigins: new Set([...asked, ...wanted.pages]),
      allowedPrivate,
      tokens,
      crypto: edges.crypto,
      redirectUri: await edges.redirectUri(),
      user: { name: sip.displayName, email: '', number: sip.username },
    });
  }

  /** The same connector while nothing it is made from has changed: it holds tickets and what it found. */
  async function connectorFor(settings: Settings): Promise<TemplateConnector> {
    const stored = await edges.readTemplate(settings.crm.template.key);
    const granted = await edges.grantedOrigins();
    const from = JSON.stringify([settings.crm.template, settings.sip.username, stored, granted]);
    if (made?.from !== from) made = { connector: await make(settings), from };
    return made.connector;
  }

  return {
    async choose(settings) {
      try {
        return { connector: await connectorFor(settings), kind: 'template' };
      } catch (error) {
        if (error instanceof CrmError) return { connector: null, kind: 'template', message: error.message };
        throw error;
      }
    },
    sign: {
      inWithCode: () => Promise.reject(new CrmError('rejected', NO_CODE)),
      async inWithBrowser(settings) {
        const { session } = (await make(settings)).engine;
        const page = await session.beginSignIn();
        const answer = await edges.openSignIn(page.url);
        if (!answer)
          throw new CrmError('signed-out', 'The sign-in window was closed before the CRM answered.');
        await session.finishSignIn(page, answer);
        made = null;
      },
      async out() {
        await tokens.save(undefined);
        made = null;
      },
    },
  };
}
