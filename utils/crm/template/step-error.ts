/** Why a step of a template did not do its work. Names are those of the format's own tests. */
export type StepErrorCode =
  | 'config-missing' // fields are not filled
  | 'TokenInvalid' // sign in again
  | 'rate-limited' // wait until `retryAt`
  | 'http' // the CRM answered with an error
  | 'network' // no answer
  | 'answer' // the answer is no JSON
  | 'refused' // the answer says that it is an error
  | 'render'; // the template cannot be filled with these values

interface StepErrorMore {
  status?: number;
  /** Epoch milliseconds. */
  retryAt?: number;
  /** Names of fields (`config-missing`). */
  fields?: readonly string[];
  /** The CRM may have done what it was asked to. */
  sent?: boolean;
  detail?: string;
}

/**
 * One step failed, the others and the call go on. `message` is a plain sentence; neither it nor `detail` ever holds an
 * answer's body, a header, or the query of an address: they may carry secrets.
 */
export class StepError extends Error {
  override readonly name = 'StepError';
  readonly code: StepErrorCode;
  /** "SyncContactAuto › contacts". */
  readonly step: string;
  readonly status?: number;
  readonly retryAt?: number;
  readonly fields: readonly string[];
  readonly sent: boolean;
  readonly detail: string;

  constructor(code: StepErrorCode, step: string, message: string, more: StepErrorMore = {}) {
    super(message);
    this.code = code;
    this.step = step;
    this.status = more.status;
    this.retryAt = more.retryAt;
    this.fields = more.fields ?? [];
    this.sent = more.sent ?? false;
    this.detail = more.detail ?? '';
  }

  /** Only the user can help: the sign-in has to be done again. */
  get needsReconnect(): boolean {
    return this.code === 'TokenInvalid';
  }
}
