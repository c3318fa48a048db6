import { type Answer, html, json } from '../answer.ts';
import { DATA_CENTERS, type DataCenter } from '../data-centers.ts';
import type { RecordedRequest } from '../recorded-request.ts';
import type { ZohoData } from '../zoho-data.ts';
import { consentPage, signInErrorPage } from './consent-page.ts';
import { type OAuthState, verifierFits } from './oauth-state.ts';

/** Form fields and query together: Zoho takes parameters from either place. */
function parametersOf(request: RecordedRequest): URLSearchParams {
  const parameters = new URLSearchParams(request.query);
  const type = request.headers['content-type'] ?? '';
  if (type.includes('multipart/form-data'))
    for (const [, name, value] of request.body.matchAll(/name="([^"]+)"\r?\n\r?\n([\s\S]*?)\r?\n--/g))
      parameters.set(name!, value!);
  else for (const [name, value] of new URLSearchParams(request.body)) parameters.set(name, value);
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '');
  if (basic) {
    const [id, secret] = Buffer.from(basic[1]!, 'base64').toString().split(':');
    parameters.set('client_id', id ?? '');
    parameters.set('client_secret', secret ?? '');
  }
  return parameters;
}

/** Zoho's token errors come with status 200; only the body tells. */
const tokenError = (error: string, description?: string): Answer =>
  json(200, { error, ...(description && { error_description: description }) });

const throttledAnswer = tokenError(
  'Access Denied',
  'You have made too many requests continuously. Please try again after some time.',
);

/** The hosts accounts.zoho.…: authorise, token, revoke, serverinfo. */
export function createAccountsHost(state: OAuthState, data: ZohoData) {
  const { oauth } = state;
  const apiDomain = `https://${oauth.dataCenter.api[oauth.environment]}`;

  function redirect(uri: string, parameters: Record<string, string | null>): Answer {
    const target = new URL(uri);
    for (const [name, value] of Object.entries(parameters))
      if (value !== null) target.searchParams.set(name, value);
    return { status: 302, headers: { location: target.href } };
  }

  function authorise(parameters: URLSearchParams, host: DataCenter, decision: string | null): Answer {
    const redirectUri = parameters.get('redirect_uri') ?? '';
    if (host.name !== oauth.dataCenter.name) {
      if (host.name === 'cn' || oauth.dataCenter.name === 'cn')
        return html(400, signInErrorPage('invalid_client'));
      return {
        status: 302,
        headers: { location: `https://${oauth.dataCenter.accounts}/oauth/v2/auth?${parameters}` },
      };
    }
    if (parameters.get('client_id') !== oauth.clientId) return html(400, signInErrorPage('invalid_client'));
    if (!oauth.redirectUris.has(redirectUri)) return html(400, signInErrorPage('invalid_redirect_uri'));
    if (parameters.get('response_type') !== 'code')
      return html(400, signInErrorPage('invalid_response_type'));
    const scopes = state.splitScopes(parameters.get('scope') ?? '');
    if (!scopes.length || scopes.some((scope) => !/^(ZohoCRM|ZohoSearch|AaaServer|profile)\./i.test(scope)))
      return html(400, signInErrorPage('invalid_scope'));
    const user = data.users[0]!;
    if (decision === null) return html(200, consentPage({ parameters, scopes, user, org: data.org }));
    const returned = parameters.get('state');
    if (decision !== 'accept') return redirect(redirectUri, { error: 'access_denied', state: returned });

    const challenge = parameters.get('code_challenge');
    const offline =
      parameters.get('access_type') === 'offline' &&
      (parameters.get('prompt') === 'consent' || !state.hasGrantFor(user.id));
    const code = state.addCode({
      userId: user.id,
      scopes,
      redirectUri,
      offline,
      challenge: challenge
        ? { method: parameters.get('code_challenge_method') === 'S256' ? 'S256' : 'plain', value: challenge }
        : null,
    });
    return redirect(redirectUri, {
      code,
      location: oauth.dataCenter.name,
      'accounts-server': `https://${oauth.dataCenter.accounts}`,
      state: returned,
    });
  }

  function tokens(
    userId: string,
    scopes: readonly string[],
    refreshToken: string | null,
    isNew: boolean,
  ): Answer {
    return json(200, {
      access_token: state.addSession(userId, scopes, refreshToken),
      ...(isNew && refreshToken && { refresh_token: refreshToken }),
      scope: scopes.join(' '),
      api_domain: apiDomain,
      token_type: 'Bearer',
      expires_in: Math.floor(oauth.limits.accessTokenLifeMs / 1000),
    });
  }

  function token(parameters: URLSearchParams, host: DataCenter): Answer {
    const grantType = parameters.get('grant_type');
    if (!grantType) return json(400, { error: 'invalid_request' });
    if (host.name !== oauth.dataCenter.name || parameters.get('client_id') !== oauth.clientId)
      return tokenError('invalid_client');
    if (parameters.get('client_secret') !== oauth.clientSecret) return tokenError('invalid_client_secret');

    if (grantType === 'refresh_token') {
      const grant = state.grant(parameters.get('refresh_token') ?? '');
      if (!grant) return tokenError('invalid_code');
      if (state.throttled(grant)) return throttledAnswer;
      return tokens(grant.userId, grant.scopes, grant.refreshToken, false);
    }
    if (grantType !== 'authorization_code') return tokenError('invalid_grant_type');
    const code = state.takeCode(parameters.get('code') ?? '');
    if (!code) return tokenError('invalid_code');
    if (code.redirectUri !== null && code.redirectUri !== parameters.get('redirect_uri'))
      return tokenError('invalid_redirect_uri');
    if (!verifierFits(code.challenge, parameters.get('code_verifier'))) return tokenError('invalid_code');
    const grant = code.offline ? state.addGrant(code.userId, code.scopes) : null;
    if (grant) grant.mints.push(grant.issuedAt);
    return tokens(code.userId, code.scopes, grant?.refreshToken ?? null, true);
  }

  return function answer(request: RecordedRequest, host: DataCenter): Answer {
    const parameters = parametersOf(request);
    const { method, path } = request;
    if (path === '/oauth/v2/auth' && method === 'GET') return authorise(parameters, host, null);
    if (path === '/oauth/v2/auth' && method === 'POST') {
      const decision = parameters.get('decision');
      parameters.delete('decision');
      return authorise(parameters, host, decision ?? 'reject');
    }
    if (path === '/oauth/v2/token')
      return method === 'POST' ? token(parameters, host) : json(400, { error: 'invalid_request' });
    if (path === '/oauth/v2/token/revoke' || path === '/oauth/v2/revoke/token')
      return state.oauth.revoke(parameters.get('token') ?? '')
        ? json(200, { status: 'success' })
        : html(400, signInErrorPage('invalid_token'));
    if (path === '/oauth/serverinfo')
      return json(200, {
        result: 'success',
        locations: Object.fromEntries(
          DATA_CENTERS.map((center) => [center.name, `https://${center.accounts}`]),
        ),
      });
    return html(404, signInErrorPage('not_found'));
  };
}
