import { HttpError, type HttpClient, type HttpResponse } from '@/utils/http/http-client';
import { asObject, asText, parseJson } from '@/utils/http/json';
import { retryAfter } from '@/utils/http/retry-after';
import { OAuthError } from '@/utils/oauth/oauth-error';
import { trustedApiOrigin, type ZohoEnvironment, type ZohoRegion } from '@/utils/oauth/zoho-regions';

/** The customer's own OAuth client. */
export interface ClientCredentials {
  clientId: string;
  clientSecret: string;
}

/** An access token as used. */
export interface AccessToken {
  value: string;
  /** Origin of the API this token is for. */
  apiOrigin: string;
  /** Epoch milliseconds by our clock, counted from the request, so that a wrong clock does no harm. */
  obtainedAt: number;
  expiresAt: number;
}

/** Where and as whom to ask. */
export interface TokenEndpoint {
  http: HttpClient;
  region: ZohoRegion;
  environment: ZohoEnvironment;
  client: ClientCredentials;
  now: () => number;
}

/** How long Zoho's throttle for token requests lasts. */
const THROTTLE_MS = 10 * 60_000;

/** Swaps a code for tokens. A self client's code has neither redirect address nor verifier. */
export async function exchangeCode(
  at: TokenEndpoint,
  grant: { code: string; redirectUri?: string; verifier?: string },
): Promise<{ refreshToken: string; access: AccessToken }> {
  const answer = await post(at, '/oauth/v2/token', {
    grant_type: 'authorization_code',
    code: grant.code,
    client_id: at.client.clientId,
    client_secret: at.client.clientSecret,
    ...(grant.redirectUri ? { redirect_uri: grant.redirectUri } : {}),
    ...(grant.verifier ? { code_verifier: grant.verifier } : {}),
  });
  const { json, access } = readTokens(at, answer, 'code');
  const refreshToken = asText(json.refresh_token);
  if (!refreshToken)
    throw new OAuthError(
      'rejected',
      'Zoho gave no refresh token. Sign in again; if it happens again, remove this app under Zoho Accounts > Connected apps first.',
    );
  return { refreshToken, access };
}

/** Renews the access token. Zoho does not rotate refresh tokens: the old one stays valid. */
export async function refreshAccess(at: TokenEndpoint, refreshToken: string): Promise<AccessToken> {
  const answer = await post(at, '/oauth/v2/token', {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: at.client.clientId,
    client_secret: at.client.clientSecret,
  });
  return readTokens(at, answer, 'refresh').access;
}

/** Makes a refresh token worthless. True when Zoho confirmed it, or says that it knows no such token. */
export async function revoke(at: Omit<TokenEndpoint, 'client'>, refreshToken: string): Promise<boolean> {
  const answer = await post(at, '/oauth/v2/token/revoke', { token: refreshToken });
  return answer.status === 200 || answer.status === 400;
}

async function post(
  at: Pick<TokenEndpoint, 'http' | 'region'>,
  path: string,
  fields: Record<string, string>,
): Promise<HttpResponse> {
  try {
    return await at.http({
      method: 'POST',
      url: at.region.accounts + path,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    // Who ran out of time may have been heard; a dead network, a captive portal or a missing permission were not passed.
    const unheard = error.kind !== 'timeout' && error.kind !== 'too-large';
    throw new OAuthError('unreachable', unreachableMessage(error), { detail: error.kind, unheard });
  }
}

function unreachableMessage(error: HttpError): string {
  if (error.kind === 'not-allowed') return 'Allow access to Zoho’s sign-in server in the options first.';
  if (error.kind === 'redirected')
    return 'This network asks for its own login. Open any web page, then try again.';
  return 'Zoho’s sign-in server does not answer. Check the network; we keep trying.';
}

/** Zoho answers errors with status 200: only the body counts. */
function readTokens(at: TokenEndpoint, answer: HttpResponse, grant: 'code' | 'refresh') {
  const json = asObject(parseJson(answer.body));
  const value = asText(json.access_token);
  if (!value) throw tokenError(asText(json.error), answer, grant, at.now());
  const named = asText(json.api_domain);
  const region = named === '' ? at.region.api[at.environment] : trustedApiOrigin(named, at.region);
  if (!region)
    throw new OAuthError('untrusted', 'The sign-in server named an API address that is not Zoho’s.', {
      detail: named,
    });
  const now = at.now();
  // `api_domain` names the production host also for tokens of a sandbox: the environment decides.
  const apiOrigin = at.environment === 'production' ? region : at.region.api[at.environment];
  return { json, access: { value, apiOrigin, obtainedAt: now, expiresAt: now + lifetimeMs(json) } };
}

/** `expires_in` in seconds; in an older form `expires_in_sec` is seconds and `expires_in` milliseconds. */
function lifetimeMs(json: Record<string, unknown>): number {
  const seconds = Number(json.expires_in_sec ?? json.expires_in);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 24 * 3600) * 1000 : 3_600_000;
}

function tokenError(error: string, answer: HttpResponse, grant: 'code' | 'refresh', now: number): OAuthError {
  const detail = error || `HTTP ${answer.status}`;
  switch (error) {
    case 'invalid_code':
    case 'invalid_grant':
      return grant === 'refresh'
        ? new OAuthError('signed-out', 'Zoho no longer accepts this sign-in. Sign in to Zoho again.', {
            detail,
          })
        : new OAuthError(
            'rejected',
            'Zoho says the code is used up or too old. Generate a new one and paste it at once.',
            {
              detail,
            },
          );
    case 'invalid_client':
      return new OAuthError(
        'rejected',
        'Zoho does not know this client ID in the chosen data centre. Check the client ID and the data centre.',
        { detail },
      );
    case 'invalid_client_secret':
      return new OAuthError(
        'rejected',
        'The client secret is wrong for the chosen data centre. Copy it again from the Zoho API console.',
        { detail },
      );
    case 'invalid_redirect_uri':
      return new OAuthError(
        'rejected',
        'The redirect address is not registered. Copy it from the options into the Zoho API console.',
        { detail },
      );
    case 'Access Denied':
    case 'access_denied':
      return wait(answer, now, detail);
    default:
      if (answer.status === 429) return wait(answer, now, detail);
      return new OAuthError(
        'unreachable',
        'Zoho’s sign-in server gave an answer we do not understand. We try again.',
        {
          detail,
        },
      );
  }
}

function wait(answer: HttpResponse, now: number, detail: string): OAuthError {
  const ms = retryAfter(answer.headers['retry-after'], now) ?? THROTTLE_MS;
  return new OAuthError('wait', 'Zoho asks us to wait some minutes before signing in again.', {
    detail,
    retryAt: now + ms,
  });
}
