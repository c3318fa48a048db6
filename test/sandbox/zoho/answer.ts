import type { JsonObject } from './zoho-record.ts';

/** An HTTP answer before it is written to the wire. `body` is JSON, `text` anything else. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly text?: string;
  readonly bytes?: Uint8Array;
  readonly headers?: Record<string, string>;
}

export const json = (status: number, body: unknown): Answer => ({ status, body });
export const noContent: Answer = { status: 204 };
export const html = (status: number, text: string): Answer => ({
  status,
  text,
  headers: { 'content-type': 'text/html;charset=UTF-8' },
});

/** An error object as it stands alone or in a `data` row. */
export interface ZohoError {
  readonly code: string;
  readonly details: JsonObject;
  readonly message: string;
  readonly status: 'error';
}

export const zohoError = (code: string, message: string, details: JsonObject = {}): ZohoError => ({
  code,
  details,
  message,
  status: 'error',
});

/** Ends the handling of a request with Zoho's error object. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(status: number, code: string, message: string, details: JsonObject = {}) {
    super(code);
    this.answer = json(status, zohoError(code, message, details));
  }
}

export const invalidModule = (index = 0) =>
  new Refusal(400, 'INVALID_MODULE', 'the module name given seems to be invalid', {
    resource_path_index: index,
  });
export const invalidUrl = () =>
  new Refusal(404, 'INVALID_URL_PATTERN', 'Please check if the URL trying to access is a correct one');
export const invalidMethod = () =>
  new Refusal(400, 'INVALID_REQUEST_METHOD', 'The http request method type is not a valid one');
export const parameterMissing = (name: string) =>
  new Refusal(400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', {
    param_name: name,
  });
export const invalidId = (index: number) =>
  new Refusal(400, 'INVALID_DATA', 'the id given seems to be invalid', { resource_path_index: index });
