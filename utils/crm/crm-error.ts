/** What went wrong at the CRM, seen by what can be done about it. */
export type CrmErrorKind =
  | 'signed-out' // the user must sign in again
  | 'forbidden' // scope, profile or edition does not allow it
  | 'rate-limited' // wait until `retryAt`
  | 'rejected' // the CRM refuses this data; it says why in `detail`
  | 'duplicate' // the record exists; `existing` names it
  | 'unreachable' // no answer, or not from the CRM; nothing was written
  | 'ambiguous'; // no answer to a write: it may have been done

/** The only error a connector throws. `message` is a plain sentence for the user; `detail` holds the CRM's own words. */
export class CrmError extends Error {
  override readonly name = 'CrmError';
  readonly kind: CrmErrorKind;
  /** Epoch milliseconds before which a repeat is pointless. */
  readonly retryAt?: number;
  readonly detail: string;
  /** The record that is already there (`duplicate`). */
  readonly existing?: { module: string; id: string };
  /** The field the CRM complains of, in its API name. */
  readonly field?: string;

  constructor(
    kind: CrmErrorKind,
    message: string,
    more: {
      detail?: string;
      retryAt?: number;
      existing?: { module: string; id: string };
      field?: string;
    } = {},
  ) {
    super(message);
    this.kind = kind;
    this.detail = more.detail ?? '';
    this.retryAt = more.retryAt;
    this.existing = more.existing;
    this.field = more.field;
  }
}
