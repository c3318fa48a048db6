import { type Answer, invalidUrl, json, Refusal, zohoError } from '../answer.ts';
import { createLimitKeeper } from '../api-limits.ts';
import type { KnownHost } from '../data-centers.ts';
import type { Fault } from '../faults.ts';
import type { OAuthState, Session } from '../oauth/oauth-state.ts';
import type { RecordedRequest } from '../recorded-request.ts';
import type { ZohoData } from '../zoho-data.ts';
import type { ApiCall } from './api-call.ts';
import { costOf, dispatch } from './dispatch.ts';

const ADDRESS = /^\/crm\/v(2(?:\.[01])?|[3-8])\/(.+)$/;

/** Switches of the API that are no fault of a single request. */
export interface ApiSwitches {
  /** How long a touched record stays unseen by search. */
  indexDelayMs: number;
  /** The profile lacks API access: every call is answered NO_PERMISSION. */
  withoutApiAccess: boolean;
}

/** The hosts www., sandbox. and developer.zohoapis.…: signs the caller in, counts the call, carries it out. */
export function createApiHost(state: OAuthState, data: ZohoData, now: () => number) {
  const limitKeeper = createLimitKeeper(now);
  const switches: ApiSwitches = { indexDelayMs: 0, withoutApiAccess: false };

  function sessionOf(request: RecordedRequest, host: KnownHost, fault: Fault): Session {
    const header = request.headers.authorization ?? '';
    const token = /^(?:Zoho-oauthtoken|Bearer) (\S+)$/i.exec(header)?.[1];
    if (!token) throw new Refusal(401, 'AUTHENTICATION_FAILURE', 'Authentication failed');
    const session = fault.expiredToken ? undefined : state.session(token);
    const home =
      host.dataCenter.name === state.oauth.dataCenter.name && host.environment === state.oauth.environment;
    if (!session || !home) throw new Refusal(401, 'INVALID_TOKEN', 'invalid oauth token');
    return session;
  }

  function callOf(request: RecordedRequest): ApiCall {
    const address = ADDRESS.exec(request.path);
    if (!address) throw invalidUrl();
    const isJson = !/multipart|urlencoded/.test(request.headers['content-type'] ?? '');
    let body: unknown;
    try {
      body = request.body === '' ? undefined : isJson ? JSON.parse(request.body) : request.body;
    } catch {
      throw new Refusal(
        400,
        'INVALID_REQUEST',
        'unable to process your request. please verify whether you have entered proper method name, parameter and parameter values.',
      );
    }
    return {
      method: request.method,
      version: Number(address[1]),
      segments: address[2]!.split('/').filter(Boolean).map(decodeURIComponent),
      query: new URLSearchParams(request.query),
      body,
      headers: request.headers,
      inComposite: false,
    };
  }

  /** `during` runs while the call counts as in flight: it waits out a delay. */
  async function answer(
    request: RecordedRequest,
    host: KnownHost,
    fault: Fault,
    during: () => Promise<void>,
  ): Promise<Answer> {
    try {
      const call = callOf(request);
      const session = sessionOf(request, host, fault);
      if (switches.withoutApiAccess)
        throw new Refusal(403, 'NO_PERMISSION', 'permission denied', {
          permissions: ['Crm_Implied_Api_Access'],
        });
      const passage = limitKeeper.enter(costOf(call));
      if ('refusal' in passage) return passage.refusal;
      try {
        await during();
        const user = data.users.find((entry) => entry.id === session.userId) ?? data.users[0]!;
        const indexDelayMs = fault.staleSearchMs ?? switches.indexDelayMs;
        const done = dispatch({ data, session, user, now, indexDelayMs }, call);
        const headers = { 'x-accesstoken-reset': data.time(session.expiresAt), ...limitKeeper.headers() };
        return { ...done, headers: { ...headers, ...done.headers } };
      } finally {
        passage.leave();
      }
    } catch (error) {
      if (error instanceof Refusal) return error.answer;
      return json(500, zohoError('INTERNAL_ERROR', 'Internal Server Error', { reason: String(error) }));
    }
  }

  return { answer, limits: limitKeeper.limits, switches };
}
