import type { ErrorObject, ValidateFunction } from 'ajv';
import { loadOpenApiDocuments, type OpenApiDocuments, type Operation } from './openapi-documents.ts';
import type { RecordedRequest } from './recorded-request.ts';
import { isObject, type JsonObject } from './zoho-record.ts';

/** What is checked of a request. */
export interface CheckedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown;
}

/** Checks requests and answers against Zoho's OpenAPI documents; each finding is a sentence. */
export interface OpenApi {
  checkRequest(request: CheckedRequest): string[];
  checkAnswer(request: CheckedRequest, status: number, body: unknown): string[];
}

const explain = (errors: readonly ErrorObject[] | null | undefined) =>
  (errors ?? [])
    .slice(0, 3)
    .map((error) => `${error.instancePath || 'body'} ${error.message}`)
    .join('; ');

/**
 * What is wrong with a value, or null. The newer family decides where it has a schema: the older one lists alternatives so
 * loose that nearly everything passes.
 */
function refusal(
  operations: readonly Operation[],
  validatorOf: (operation: Operation) => ValidateFunction | undefined,
  value: unknown,
): string | null {
  for (const family of ['newer', 'older']) {
    const validators = operations
      .filter((operation) => operation.family === family)
      .map(validatorOf)
      .filter((validator) => validator !== undefined);
    if (!validators.length) continue;
    return validators.some((validator) => validator(value)) ? null : explain(validators.at(-1)!.errors);
  }
  return null;
}

function coerce(value: string, schema: JsonObject): unknown {
  if (schema.type === 'integer' || schema.type === 'number') return value === '' ? value : Number(value);
  if (schema.type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  return value;
}

/**
 * The two families of documents contradict each other in places (`per_page` against `perPage`, parameters required in one
 * and unknown in the other). So a parameter is known when either family names it, required when both demand it, and a value
 * of a parameter is right when either takes it.
 */
function checkQuery(
  documents: OpenApiDocuments,
  operations: readonly Operation[],
  query: CheckedRequest['query'],
) {
  const findings: string[] = [];
  const declared = operations.map((operation) =>
    operation.parameters.filter((parameter) => parameter.in === 'query'),
  );
  for (const [name, value] of Object.entries(query)) {
    const parameters = declared.flat().filter((parameter) => parameter.name === name);
    if (!parameters.length) findings.push(`the parameter "${name}" is not known`);
    else {
      const wrong = parameters.every(
        (parameter) => !documents.validator(parameter.schema)(coerce(value, parameter.schema)),
      );
      if (wrong) findings.push(`the parameter "${name}" may not be "${value}"`);
    }
  }
  for (const { name } of declared[0] ?? []) {
    const demanded = declared.every((list) =>
      list.some((parameter) => parameter.name === name && parameter.required),
    );
    if (demanded && !(name in query)) findings.push(`the parameter "${name}" is missing`);
  }
  return findings;
}

/** The parts of a composite request, as requests of their own. */
function partsOf(request: CheckedRequest): CheckedRequest[] {
  const parts = isObject(request.body) ? request.body.__composite_requests : undefined;
  if (!request.path.endsWith('/__composite_requests') || !Array.isArray(parts)) return [];
  return parts.filter(isObject).map((part) => {
    const url = new URL(String(part.uri), 'https://www.zohoapis.com');
    const params = Object.entries(isObject(part.params) ? part.params : {});
    return {
      method: String(part.method),
      path: url.pathname,
      query: {
        ...Object.fromEntries(url.searchParams),
        ...Object.fromEntries(params.map(([k, v]) => [k, String(v)])),
      },
      body: part.body,
    };
  });
}

export function createOpenApi(folder: string): OpenApi {
  const documents = loadOpenApiDocuments(folder);

  function checkRequest(request: CheckedRequest): string[] {
    const where = `${request.method} ${request.path}`;
    const operations = documents.find(request.method, request.path);
    if (!operations.length) return [`${where}: no such operation`];
    const findings = checkQuery(documents, operations, request.query);
    const wrong = refusal(operations, (operation) => operation.bodyValidator(), request.body);
    if (wrong) findings.push(request.body === undefined ? 'the body is missing' : wrong);
    return [...findings.map((finding) => `${where}: ${finding}`), ...partsOf(request).flatMap(checkRequest)];
  }

  return {
    checkRequest,
    checkAnswer(request, status, body) {
      const where = `${status} for ${request.method} ${request.path}`;
      const operations = documents.find(request.method, request.path);
      if (!operations.length) return [`${where}: no such operation`];
      const declaring = operations.filter((operation) => operation.statuses.includes(String(status)));
      if (!declaring.length) return [`${where}: this status is not declared`];
      if (status === 204) return body === undefined ? [] : [`${where}: has a body`];
      const wrong = refusal(declaring, (operation) => operation.answerValidator(status), body);
      return wrong ? [`${where}: ${wrong}`] : [];
    },
  };
}

function parsed(request: RecordedRequest): CheckedRequest {
  const isJson = !/multipart|urlencoded/.test(request.headers['content-type'] ?? '');
  const body: unknown = request.body !== '' && isJson ? JSON.parse(request.body) : undefined;
  return { method: request.method, path: request.path, query: request.query, body };
}

/**
 * Everything that is wrong with recorded API requests (method, path, query, body, and the parts of composite requests)
 * against the documents in `folder`. Empty when every request is valid; requests to other hosts are not looked at.
 */
export function validateRequests(requests: readonly RecordedRequest[], folder: string): string[] {
  const openApi = createOpenApi(folder);
  const findings = requests
    .filter((request) => request.role === 'api')
    .flatMap((request) => {
      try {
        return openApi.checkRequest(parsed(request));
      } catch (error) {
        return [`${request.method} ${request.path}: ${String(error)}`];
      }
    });
  return [...new Set(findings)];
}
