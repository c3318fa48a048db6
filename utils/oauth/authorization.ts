import { OAuthError } from '@/utils/oauth/oauth-error';
import { regionOf, regionOfAccountsServer, type ZohoRegion } from '@/utils/oauth/zoho-regions';

/** What the address of Zoho's consent page is made of. */
export interface AuthorizationRequest {
  region: ZohoRegion;
  clientId: string;
  scopes: readonly string[];
  redirectUri: string;
  /** At least 128 random bits, used for one attempt only. */
  state: string;
  /** PKCE challenge, S256. */
  challenge: string;
}

/**
 * The consent page's address. `prompt=consent` is always sent: without it Zoho hands out a refresh token only the first
 * time (accounts protocol, "Authorization request").
 */
export function authorizationUrl(request: AuthorizationRequest): string {
  const url = new URL('/oauth/v2/auth', request.region.accounts);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: request.clientId,
    scope: request.scopes.join(','),
    redirect_uri: request.redirectUri,
    access_type: 'offline',
    prompt: 'consent',
    state: request.state,
    code_challenge: request.challenge,
    code_challenge_method: 'S256',
  }).toString();
  return url.href;
}

/**
 * Reads the address the browser was sent back to. Refuses an answer to another attempt, from a server that is not
 * Zoho's, or at another address than ours (RFC 9700 §4).
 *
 * @returns the code, and the data centre of the user's account, which may differ from the one asked.
 */
export function readAuthorizationAnswer(
  address: string,
  expected: { state: string; redirectUri: string; region: ZohoRegion },
): { code: string; region: ZohoRegion } {
  const answer = URL.canParse(address) ? new URL(address) : null;
  const ours = new URL(expected.redirectUri);
  if (!answer || answer.origin !== ours.origin || answer.pathname !== ours.pathname)
    throw untrusted('The sign-in came back to another address.');
  const values = answer.searchParams;
  if (values.get('state') !== expected.state)
    throw untrusted('The sign-in came back with a foreign mark. Start it again.');
  const error = values.get('error');
  if (error === 'access_denied')
    throw new OAuthError('denied', 'Zoho says that access was refused. Sign in again and choose Accept.', {
      detail: error,
    });
  if (error)
    throw new OAuthError(
      'rejected',
      'Zoho refused the sign-in. Check the client ID and the redirect address.',
      {
        detail: error,
      },
    );
  const code = values.get('code');
  if (!code || values.getAll('code').length > 1) throw untrusted('The sign-in came back without a code.');
  return { code, region: regionFrom(values, expected.region) };
}

function regionFrom(values: URLSearchParams, asked: ZohoRegion): ZohoRegion {
  const server = values.get('accounts-server');
  if (server) {
    const region = regionOfAccountsServer(server);
    if (!region) throw untrusted('The sign-in named a server that is not Zoho’s.');
    return region;
  }
  const location = values.get('location');
  if (!location) return asked;
  const region = regionOf(location as never) as ZohoRegion | undefined;
  if (!region) throw untrusted('The sign-in named a data centre we do not know.');
  return region;
}

function untrusted(message: string): OAuthError {
  return new OAuthError('untrusted', message);
}
