import { CrmError } from '@/utils/crm/crm-error';
import { rowsOf } from '@/utils/crm/zoho/rows';
import type { ZohoAnswer, ZohoApi, ZohoRequest } from '@/utils/crm/zoho/zoho-api';
import { errorFromProblem, problemIn } from '@/utils/crm/zoho/zoho-error';
import { asObject } from '@/utils/http/json';

/** One part's answer, or why it has none. */
export type Part = ZohoAnswer | CrmError;

/** Sends several reading requests, as one composite request or in parallel. Parts come back in the order asked. */
export type ZohoBatch = (requests: ZohoRequest[]) => Promise<Part[]>;

/** Zoho's limit for one composite request. */
const LARGEST = 5;

/**
 * A composite costs one credit, but five of the calls an organisation may have in flight: all that the Free edition has.
 * So it is used where `mayCompose` says so, and given up for good when Zoho refuses it (scope, edition).
 */
export function createZohoBatch(api: ZohoApi, mayCompose: () => boolean): ZohoBatch {
  let refused = false;

  async function single(request: ZohoRequest): Promise<Part> {
    try {
      return await api.call(request);
    } catch (error) {
      if (error instanceof CrmError) return error;
      throw error;
    }
  }

  async function composite(requests: ZohoRequest[]): Promise<Part[]> {
    const answer = await api.call({
      method: 'POST',
      path: '__composite_requests',
      priority: requests[0]!.priority,
      signal: requests[0]!.signal,
      body: {
        rollback_on_fail: false,
        parallel_execution: true,
        __composite_requests: requests.map((request, index) => ({
          sub_request_id: `r${index}`,
          method: request.method,
          uri: `/crm/${api.version}/${request.path}`,
          ...(request.query ? { params: request.query } : {}),
          ...(request.body === undefined ? {} : { body: request.body }),
        })),
      },
    });
    const parts = rowsOf(answer, '__composite_requests');
    return requests.map((_, index) => readPart(parts[index]));
  }

  return async (requests) => {
    if (requests.length > 1 && requests.length <= LARGEST && !refused && mayCompose())
      try {
        return await composite(requests);
      } catch (error) {
        if (!(error instanceof CrmError) || !/^(forbidden|rejected)$/.test(error.kind)) throw error;
        refused = true;
      }
    return Promise.all(requests.map(single));
  };
}

/** Parts carry no id: they are matched by their place. A part without rows has an empty body, or none. */
function readPart(part: unknown): Part {
  const response = asObject(asObject(asObject(part).details).response);
  const status = Number(response.status_code);
  const problem = problemIn(response.body) ?? problemIn(part);
  if (problem) return errorFromProblem(problem, status);
  if (!Number.isFinite(status) || status >= 400)
    return new CrmError('unreachable', 'Zoho did not answer a part of the search.');
  const body = asObject(response.body);
  return Object.keys(body).length === 0 ? { status: 204, json: undefined } : { status, json: body };
}

/** Reads each part by itself: one that cannot be read is an error of that part alone. */
export function readParts<T>(
  parts: readonly Part[],
  read: (answer: ZohoAnswer, index: number) => T,
): (T | CrmError)[] {
  return parts.map((part, index) => {
    if (part instanceof CrmError) return part;
    try {
      return read(part, index);
    } catch (error) {
      if (error instanceof CrmError) return error;
      throw error;
    }
  });
}
