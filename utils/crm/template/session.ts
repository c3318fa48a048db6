import { createRenderContext } from '@/utils/crm/template/render-context';
import { StepError } from '@/utils/crm/template/step-error';
import { requestToken, SIGN_IN_STEP, type TokenRequestDeps } from '@/utils/crm/template/token-request';
import type { Tokens, TokenStore } from '@/utils/crm/template/tokens';
import { challengeOf, createPkce, randomText } from '@/utils/oauth/pkce';

export interface SessionDeps extends TokenRequestDeps {
  readonly tokens: TokenStore;
  readonly crypto: Pick<Crypto, 'getRandomValues' | 'subtle'>;
  /** Where the CRM sends the user back: `chrome.identity.getRedirectURL()`. */
  readonly redirectUri: string;
}

/** A sign-in page to open, and what its answer must bear. */
export interface SignIn {
  readonly url: string;
  readonly state: string;
  readonly verifier?: string;
}

export type Session = ReturnType<typeof createSession>;

/** Holds the sign-in of one template: what goes into headers, and how it is renewed, once for all who wait. */
export function createSession(deps: SessionDeps) {
  const { template, fields, tokens } = deps;
  const { auth } = template;
  let renewal: Promise<Tokens> | undefined;

  const needsSignIn = () =>
    new StepError('TokenInvalid', SIGN_IN_STEP, `You are signed out of ${template.name}. Sign in again.`);

  /** Fields that are not filled; all are needed. */
  function missingFields(): string[] {
    return template.fields.filter((field) => !(fields[field.name] ?? '').trim()).map((field) => field.name);
  }

  async function obtain(before: Tokens | undefined): Promise<Tokens> {
    if (auth.method === 'bearertoken') return requestToken(deps, { kind: 'bearer' });
    if (before?.refreshToken && !auth.noRefresh) {
      try {
        return await requestToken(deps, { kind: 'refresh_token', refreshToken: before.refreshToken }, before);
      } catch (error) {
        if (auth.grant !== 'password' || !(error instanceof StepError) || !error.needsReconnect) throw error;
      }
    }
    if (auth.grant === 'password') return requestToken(deps, { kind: 'password' }, before);
    throw needsSignIn();
  }

  async function obtainAndSave(before: Tokens | undefined): Promise<Tokens> {
    const next = await obtain(before);
    await tokens.save(next);
    return next;
  }

  /** Renews the token, unless another request did so since `stale` was read. */
  async function renew(stale: Tokens | undefined): Promise<Tokens> {
    const current = await tokens.load();
    if (current && current.accessToken !== stale?.accessToken) return current;
    renewal ??= obtainAndSave(current).finally(() => (renewal = undefined));
    return renewal;
  }

  /** The tokens to use now; `undefined` for templates that have none. */
  async function current(): Promise<Tokens | undefined> {
    if (auth.method !== 'oauth2' && auth.method !== 'bearertoken') return undefined;
    const held = await tokens.load();
    if (!held) {
      if (auth.method === 'oauth2' && auth.grant === 'code') throw needsSignIn();
      return renew(held);
    }
    const isDue = held.renewAt !== undefined && deps.clock() >= held.renewAt;
    const canRenew =
      auth.method === 'bearertoken' || held.refreshToken !== undefined || auth.grant === 'password';
    return isDue && canRenew ? renew(held) : held;
  }

  /** Variables and the Authorization header that go with a request. */
  function credentials(held: Tokens | undefined): {
    variables: Record<string, string>;
    authorization?: string;
  } {
    if (auth.method === 'basic') {
      const context = createRenderContext(SIGN_IN_STEP, fields, deps.timeZone);
      const basic = base64(context.text(auth.credential!));
      return { variables: { basic_string: basic }, authorization: `Basic ${basic}` };
    }
    if (!held) return { variables: {} };
    return {
      variables: { ...held.outputs, AccessToken: held.accessToken },
      authorization: `${auth.tokenType} ${held.accessToken}`,
    };
  }

  /** The page on which the user signs in (authorization code grant only). */
  async function beginSignIn(): Promise<SignIn> {
    const context = createRenderContext(
      SIGN_IN_STEP,
      { ...fields, redirect_uri: deps.redirectUri },
      deps.timeZone,
    );
    const trusted = new Set(template.fields.map((field) => field.name));
    const url = new URL(context.joinedUrl(auth.authEndPoint!, auth.additionalQuery, trusted));
    if (url.protocol !== 'https:' || !deps.allowedOrigins.has(url.origin))
      throw new StepError('render', SIGN_IN_STEP, `${url.host} is not among the hosts you agreed to.`);
    const state = randomText(deps.crypto, 16);
    const verifier = auth.pkce ? (await createPkce(deps.crypto)).verifier : undefined;
    const wanted: Record<string, string> = {
      response_type: 'code',
      client_id: fields.client_id ?? '',
      redirect_uri: deps.redirectUri,
      scope: auth.scope,
    };
    if (verifier !== undefined) {
      wanted.code_challenge = await challengeOf(deps.crypto, verifier);
      wanted.code_challenge_method = 'S256';
    }
    for (const [name, value] of Object.entries(wanted))
      if (value !== '' && !url.searchParams.has(name)) url.searchParams.append(name, value);
    url.searchParams.set('state', state);
    return { url: url.href.replaceAll('+', '%20'), state, verifier };
  }

  /** Takes the address the user came back to, and fetches the token. */
  async function finishSignIn(signIn: SignIn, answer: string): Promise<void> {
    const values = URL.canParse(answer) ? new URL(answer).searchParams : new URLSearchParams();
    const code = values.get('code');
    if (values.get('state') !== signIn.state)
      throw new StepError(
        'TokenInvalid',
        SIGN_IN_STEP,
        'The answer belongs to another sign-in. Start it again.',
      );
    if (values.has('error') || !code)
      throw new StepError(
        'TokenInvalid',
        SIGN_IN_STEP,
        'The CRM did not let you in. Sign in again and agree.',
      );
    const grant = {
      kind: 'authorization_code' as const,
      code,
      redirectUri: deps.redirectUri,
      verifier: signIn.verifier,
    };
    await tokens.save(await requestToken(deps, grant));
  }

  /** Addresses the sign-in named, such as `instance_url`. */
  async function namedAddresses(): Promise<Readonly<Record<string, string>>> {
    return (await tokens.load())?.outputs ?? {};
  }

  /** Tokens and encoded credentials, which must not be shown. */
  async function secrets(): Promise<string[]> {
    const held = await tokens.load();
    const basic =
      auth.method === 'basic' && missingFields().length === 0 ? credentials(held).variables.basic_string : '';
    return [held?.accessToken ?? '', held?.refreshToken ?? '', basic ?? ''];
  }

  return {
    missingFields,
    secrets,
    namedAddresses,
    current,
    renew,
    credentials,
    beginSignIn,
    finishSignIn,
    signOut: () => tokens.save(undefined),
  };
}

const base64 = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
