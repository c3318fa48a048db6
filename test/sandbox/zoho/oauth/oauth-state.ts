import { createHash, randomBytes } from 'node:crypto';
import type { DataCenter, Environment } from '../data-centers.ts';

/** A refresh token, and what it was given for. */
interface Grant {
  readonly refreshToken: string;
  readonly userId: string;
  readonly scopes: readonly string[];
  readonly issuedAt: number;
  /** When its recent access tokens were made, for the throttle. */
  readonly mints: number[];
}

interface Code {
  readonly userId: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string | null;
  readonly offline: boolean;
  readonly challenge: { method: 'plain' | 'S256'; value: string } | null;
  readonly expiresAt: number;
}

/** Who calls the API, by an access token. */
export interface Session {
  readonly token: string;
  readonly userId: string;
  readonly scopes: readonly string[];
  readonly expiresAt: number;
  readonly refreshToken: string | null;
}

/** The numbers Zoho's sign-in keeps to; tests of other things may loosen them. */
export interface OAuthLimits {
  codeLifeMs: number;
  accessTokenLifeMs: number;
  /** Access tokens made from one refresh token within the window, before `Access Denied`. */
  mintsPerWindow: number;
  windowMs: number;
  accessTokensPerGrant: number;
  grantsPerUser: number;
}

/** The registered client, and helpers for tests. */
export interface ZohoOAuth {
  readonly clientId: string;
  readonly clientSecret: string;
  /** A refresh token made at start, with `ALL_SCOPES`, for the first user. */
  readonly refreshToken: string;
  readonly redirectUris: Set<string>;
  readonly limits: OAuthLimits;
  /** Every scope the product asks for, comma-separated, as users paste it. */
  readonly allScopes: string;
  readonly dataCenter: DataCenter;
  readonly environment: Environment;
  /** A self-client grant code, as the console hands out. */
  issueGrantCode(options?: { scopes?: string; userId?: string; lifeMs?: number }): string;
  issueRefreshToken(options?: { scopes?: string; userId?: string }): string;
  issueAccessToken(options?: { scopes?: string; userId?: string; lifeMs?: number }): string;
  /** Ends a refresh token with its access tokens, or one access token. False when it is unknown. */
  revoke(token: string): boolean;
  expireAccessTokens(): void;
  isLive(token: string): boolean;
}

export const ALL_SCOPES = [
  'ZohoCRM.modules.ALL',
  'ZohoCRM.users.READ',
  'ZohoCRM.org.READ',
  'ZohoCRM.settings.ALL',
  'ZohoCRM.coql.READ',
  'ZohoCRM.composite_requests.CUSTOM',
  'ZohoSearch.securesearch.READ',
];

const newToken = () => `1000.${randomBytes(16).toString('hex')}.${randomBytes(16).toString('hex')}`;
const splitScopes = (scopes: string) => scopes.split(/[\s,]+/).filter(Boolean);

/** Codes and tokens of the simulated sign-in. The accounts host speaks HTTP; the rules are here. */
export function createOAuthState(options: {
  now: () => number;
  dataCenter: DataCenter;
  environment: Environment;
  firstUserId: () => string;
}) {
  const { now } = options;
  const grants = new Map<string, Grant>();
  const codes = new Map<string, Code>();
  const sessions = new Map<string, Session>();
  const limits: OAuthLimits = {
    codeLifeMs: 120_000,
    accessTokenLifeMs: 3_600_000,
    mintsPerWindow: 10,
    windowMs: 600_000,
    accessTokensPerGrant: 15,
    grantsPerUser: 20,
  };

  function addGrant(userId: string, scopes: readonly string[]): Grant {
    const own = [...grants.values()].filter((grant) => grant.userId === userId);
    if (own.length >= limits.grantsPerUser) revoke(own[0]!.refreshToken);
    const grant: Grant = { refreshToken: newToken(), userId, scopes, issuedAt: now(), mints: [] };
    grants.set(grant.refreshToken, grant);
    return grant;
  }

  function addSession(
    userId: string,
    scopes: readonly string[],
    refreshToken: string | null,
    lifeMs?: number,
  ) {
    const own = [...sessions.values()].filter(
      (session) => refreshToken && session.refreshToken === refreshToken,
    );
    if (own.length >= limits.accessTokensPerGrant) sessions.delete(own[0]!.token);
    const token = newToken();
    const expiresAt = now() + (lifeMs ?? limits.accessTokenLifeMs);
    sessions.set(token, { token, userId, scopes, expiresAt, refreshToken });
    return token;
  }

  function addCode(code: Omit<Code, 'expiresAt'>, lifeMs = limits.codeLifeMs): string {
    const value = newToken();
    codes.set(value, { ...code, expiresAt: now() + lifeMs });
    return value;
  }

  function revoke(token: string): boolean {
    for (const session of sessions.values())
      if (session.refreshToken === token || session.token === token) sessions.delete(session.token);
    return grants.delete(token) || codes.delete(token);
  }

  function throttled(grant: Grant): boolean {
    const recent = grant.mints.filter((at) => now() - at < limits.windowMs);
    grant.mints.splice(0, grant.mints.length, ...recent);
    if (recent.length >= limits.mintsPerWindow) return true;
    grant.mints.push(now());
    return false;
  }

  const oauth: ZohoOAuth = {
    clientId: `1000.${createHash('sha256').update('switchhook').digest('hex').slice(0, 30).toUpperCase()}`,
    clientSecret: createHash('sha256')
      .update(`secret of ${options.dataCenter.name}`)
      .digest('hex')
      .slice(0, 42),
    refreshToken: '',
    redirectUris: new Set(),
    limits,
    allScopes: ALL_SCOPES.join(','),
    dataCenter: options.dataCenter,
    environment: options.environment,
    issueGrantCode: ({ scopes = oauth.allScopes, userId = options.firstUserId(), lifeMs = 600_000 } = {}) =>
      addCode(
        { userId, scopes: splitScopes(scopes), redirectUri: null, offline: true, challenge: null },
        lifeMs,
      ),
    issueRefreshToken: ({ scopes = oauth.allScopes, userId = options.firstUserId() } = {}) =>
      addGrant(userId, splitScopes(scopes)).refreshToken,
    issueAccessToken: ({ scopes = oauth.allScopes, userId = options.firstUserId(), lifeMs } = {}) =>
      addSession(userId, splitScopes(scopes), null, lifeMs),
    revoke,
    expireAccessTokens: () => sessions.clear(),
    isLive: (token) => grants.has(token) || sessions.has(token),
  };

  return {
    oauth,
    addCode,
    addGrant,
    addSession,
    throttled,
    grant: (refreshToken: string) => grants.get(refreshToken),
    hasGrantFor: (userId: string) => [...grants.values()].some((grant) => grant.userId === userId),
    /** A code works once: it is gone after this, whatever comes of it. */
    takeCode(value: string): Code | undefined {
      const code = codes.get(value);
      codes.delete(value);
      return code && code.expiresAt > now() ? code : undefined;
    },
    session(token: string): Session | undefined {
      const session = sessions.get(token);
      return session && session.expiresAt > now() ? session : undefined;
    },
    splitScopes,
  };
}

export type OAuthState = ReturnType<typeof createOAuthState>;

/** True when the verifier is the one whose challenge was sent (RFC 7636 §4.6). */
export function verifierFits(challenge: Code['challenge'], verifier: string | null): boolean {
  if (!challenge) return true;
  if (!verifier) return false;
  return challenge.method === 'plain'
    ? verifier === challenge.value
    : createHash('sha256').update(verifier).digest('base64url') === challenge.value;
}
