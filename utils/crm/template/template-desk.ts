import { CrmError } from '@/utils/crm/crm-error';
import type { CrmSettings } from '@/utils/crm/crm-config';
import { createTemplateConnector, type TemplateConnector } from '@/utils/crm/template/connector';
import type { CrmTemplate } from '@/utils/crm/template/crm-template';
import { secretKey } from '@/utils/crm/template/secret-key';
import { loadTemplate } from '@/utils/crm/template/load-template';
import { computeOrigins } from '@/utils/crm/template/origins';
import type { Tokens, TokenStore } from '@/utils/crm/template/tokens';
import { isAllowedOrigin } from '@/utils/http/allowed-origin';
import type { HttpClient } from '@/utils/http/http-client';

/** Where secrets and small durable texts are kept; an empty value removes. */
export interface TextStore {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
}

export interface StoredTemplate {
  readonly xml: string;
  readonly allowedPrivate: readonly string[];
}

export interface TemplateDeskEdges {
  /** An installed template's file, and the origins in the own network that the user allowed. */
  readonly readTemplate: (key: string) => Promise<StoredTemplate | null>;
  /** Origin patterns the browser granted. */
  readonly grantedOrigins: () => Promise<readonly string[]>;
  /** The vault: password fields and what the sign-in gave. */
  readonly store: TextStore;
  /** Sends to these origins and patterns only. */
  readonly httpFor: (origins: readonly string[]) => HttpClient;
  readonly crypto: Pick<Crypto, 'getRandomValues' | 'subtle'>;
  readonly now: () => number;
  readonly timeZone: () => string;
  readonly redirectUri: () => Promise<string>;
  /** Shows a sign-in page; resolves with the address the browser was sent back to. */
  readonly openSignIn: (address: string) => Promise<string | undefined>;
  /** The person at this browser. */
  readonly user: () => { name: string; email: string; number: string };
}

/** Why there is no connector, in plain words. */
export type TemplateChoice =
  | { readonly connector: TemplateConnector; readonly message?: undefined }
  | { readonly connector: null; readonly message: string };

const TOKENS = 'crm.template.tokens';

/** Makes the connector the settings ask for, and keeps its sign-in. */
export function createTemplateDesk(edges: TemplateDeskEdges) {
  const { store } = edges;
  let made: { connector: TemplateConnector; from: string } | undefined;

  async function choose(settings: CrmSettings['template']): Promise<TemplateChoice> {
    const file = settings.key === '' ? null : await edges.readTemplate(settings.key);
    if (!file) return none('No CRM is connected yet. Choose a template in the settings.');
    const privates = new Set(file.allowedPrivate);
    const { template } = loadTemplate(new TextEncoder().encode(file.xml), { allowedPrivate: privates });
    if (!template) return none('The template of your CRM has mistakes. Open the settings to see them.');
    const fields = await fieldsOf(template, settings.fields);
    const missing = template.fields.filter(({ name }) => (fields[name] ?? '').trim() === '');
    if (missing.length > 0)
      return none(`Fill in ${missing.map(({ title }) => title).join(', ')} in the settings.`);
    const origins = computeOrigins(template, fields);
    const [problem] = origins.problems;
    if (problem) return none(`${problem.path}: ${problem.message}.`);
    const refused = origins.private.find((origin) => !privates.has(origin));
    if (refused) return none(`${refused} is inside your own network. Allow it in the settings first.`);
    const granted = await edges.grantedOrigins();
    const asked = [...origins.data, ...origins.secret];
    const missingHost = asked.find((origin) => !isAllowedOrigin(origin, [...granted]));
    if (missingHost)
      return none(`Switchhook may not ask ${new URL(missingHost).host} yet. Allow it in the settings.`);
    const from = JSON.stringify([file, fields, edges.user()]);
    if (made?.from !== from)
      made = { from, connector: connectorFor(template, fields, privates, await edges.redirectUri()) };
    return { connector: made.connector };
  }

  function connectorFor(
    template: CrmTemplate,
    fields: Record<string, string>,
    privates: ReadonlySet<string>,
    redirectUri: string,
  ): TemplateConnector {
    const { data, secret, patterns } = computeOrigins(template, fields);
    return createTemplateConnector({
      template,
      fields,
      tokens: tokenStore(template.key, fields),
      allowedOrigins: new Set([...data, ...secret]),
      allowedPrivate: privates,
      http: edges.httpFor([...data, ...secret, ...patterns]),
      clock: edges.now,
      crypto: edges.crypto,
      redirectUri,
      timeZone: edges.timeZone(),
      user: edges.user(),
    });
  }

  async function fieldsOf(template: CrmTemplate, plain: Readonly<Record<string, string>>) {
    const entries = template.fields.map(async ({ name, editor }) => {
      const value = editor === 'password' ? await store.get(secretKey(name)) : plain[name];
      return [name, value ?? ''] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  }

  /** Tokens of one template with these fields: another user or host must not get them. */
  function tokenStore(key: string, fields: Readonly<Record<string, string>>): TokenStore {
    const owner = JSON.stringify([key, fields]);
    return {
      async load() {
        const text = await store.get(TOKENS);
        if (!text) return undefined;
        const kept = JSON.parse(text) as { owner: string; tokens: Tokens };
        return kept.owner === owner ? kept.tokens : undefined;
      },
      save: (tokens) => store.set(TOKENS, tokens ? JSON.stringify({ owner, tokens }) : ''),
    };
  }

  async function required(settings: CrmSettings['template']): Promise<TemplateConnector> {
    const { connector, message } = await choose(settings);
    if (!connector) throw new CrmError('signed-out', message);
    return connector;
  }

  return {
    choose,
    /** Signs in on the CRM's page, or checks user name and password where there is no page. */
    async signIn(settings: CrmSettings['template']): Promise<void> {
      const { engine } = await required(settings);
      if (engine.usesSignInPage) {
        const page = await engine.session.beginSignIn();
        const answer = await edges.openSignIn(page.url);
        if (answer === undefined)
          throw new CrmError('signed-out', 'The sign-in window was closed before it was finished.');
        await engine.session.finishSignIn(page, answer);
      }
      await engine.connect();
    },
    signOut: () => store.set(TOKENS, ''),
  };
}

const none = (message: string): TemplateChoice => ({ connector: null, message });
