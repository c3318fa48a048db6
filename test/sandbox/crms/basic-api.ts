import {
  startJsonServer,
  type CrmAnswer,
  type CrmRequest,
  type JsonServer,
  type ServerTls,
} from './json-server.ts';

/** A simulated API that signs in with HTTP Basic at each request (RFC 7617). */
export interface BasicApi {
  /** Path all operations begin with, with a slash at each end. */
  readonly root: string;
  readonly username: string;
  readonly password: string;
  /** What everybody else hears. */
  readonly refusal: CrmAnswer;
  /** Answers an operation: the path without `root`. */
  answer(operation: string, request: CrmRequest): CrmAnswer;
}

export function startBasicApi(api: BasicApi, tls?: ServerTls): Promise<JsonServer> {
  const { root, username, password, refusal } = api;
  const expected = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  return startJsonServer(
    (request) =>
      request.headers.authorization === expected
        ? api.answer(request.url.pathname.replace(root, ''), request)
        : refusal,
    tls,
  );
}
