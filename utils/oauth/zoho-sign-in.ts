import type { HttpClient } from '@/utils/http/http-client';
import { authorizationUrl, readAuthorizationAnswer } from '@/utils/oauth/authorization';
import { CLIENT_ID_HELP, credentialKind, LEGACY_TOKEN_HELP } from '@/utils/oauth/credential-kind';
import { OAuthError } from '@/utils/oauth/oauth-error';
import { createPkce, randomText } from '@/utils/oauth/pkce';
import {
  exchangeCode,
  refreshAccess,
  type AccessToken,
  type ClientCredentials,
} from '@/utils/oauth/token-endpoint';
import {
  regionOf,
  type ZohoEnvironment,
  type ZohoLocation,
  type ZohoRegion,
} from '@/utils/oauth/zoho-regions';

/** What a sign-in needs. */
export interface ZohoSignInOptions {
  http: HttpClient;
  crypto: Pick<Crypto, 'getRandomValues' | 'subtle'>;
  now: () => number;
  client: ClientCredentials;
  dataCenter: ZohoLocation;
  environment: ZohoEnvironment;
  scopes: readonly string[];
}

/** The result of any of the three ways: keep the refresh token in the vault, the access token in memory. */
export interface ZohoTokens {
  refreshToken: string;
  access: AccessToken;
  /** Where the account lives; may differ from where the sign-in began. */
  dataCenter: ZohoLocation;
}

/**
 * One click: Zoho's consent page in a window of the browser (`launchWebAuthFlow`), with state and PKCE.
 *
 * @param open shows an address and resolves with the one the browser was sent back to; undefined when it was closed.
 */
export async function signInByBrowser(
  options: ZohoSignInOptions,
  redirectUri: string,
  open: (address: string) => Promise<string | undefined>,
): Promise<ZohoTokens> {
  const region = regionOf(options.dataCenter);
  const pkce = await createPkce(options.crypto);
  const state = randomText(options.crypto, 16);
  const address = await open(
    authorizationUrl({
      region,
      clientId: options.client.clientId,
      scopes: options.scopes,
      redirectUri,
      state,
      challenge: pkce.challenge,
    }),
  );
  if (!address) throw new OAuthError('denied', 'The sign-in window was closed before Zoho answered.');
  const answer = readAuthorizationAnswer(address, { state, redirectUri, region });
  return exchange(options, answer.region, { code: answer.code, redirectUri, verifier: pkce.verifier });
}

/**
 * A pasted code or refresh token. They look alike, so the code is tried first (a refresh token is not used up by that),
 * then the refresh token.
 */
export async function signInByPaste(options: ZohoSignInOptions, pasted: string): Promise<ZohoTokens> {
  const value = pasted.trim();
  const kind = credentialKind(value);
  if (kind === 'legacy-v1') throw new OAuthError('rejected', LEGACY_TOKEN_HELP, { detail: 'authtoken v1' });
  if (kind === 'client-id') throw new OAuthError('rejected', CLIENT_ID_HELP);
  if (value === '') throw new OAuthError('rejected', 'Paste the code or the refresh token first.');
  const region = regionOf(options.dataCenter);
  try {
    return await exchange(options, region, { code: value });
  } catch (error) {
    if (!(error instanceof OAuthError) || !/^invalid_(code|grant)$/.test(error.detail)) throw error;
    return await byRefreshToken(options, region, value, error);
  }
}

async function byRefreshToken(
  options: ZohoSignInOptions,
  region: ZohoRegion,
  refreshToken: string,
  asCode: OAuthError,
): Promise<ZohoTokens> {
  try {
    const access = await refreshAccess({ ...options, region }, refreshToken);
    return { refreshToken, access, dataCenter: region.location };
  } catch (error) {
    throw error instanceof OAuthError && error.kind === 'signed-out' ? asCode : error;
  }
}

async function exchange(
  options: ZohoSignInOptions,
  region: ZohoRegion,
  grant: { code: string; redirectUri?: string; verifier?: string },
): Promise<ZohoTokens> {
  return { ...(await exchangeCode({ ...options, region }, grant)), dataCenter: region.location };
}
