/** What went wrong while signing in or renewing, seen by what can be done about it. */
export type OAuthErrorKind =
  | 'signed-out' // the refresh token is gone or was never valid: sign in again
  | 'rejected' // client, secret, code or address is wrong: correct the settings
  | 'denied' // the user (or an administrator) said no
  | 'untrusted' // the answer did not come from whom we asked
  | 'wait' // too many requests: wait until `retryAt`, stay signed in
  | 'unreachable'; // no usable answer: try again

/** The only error of this folder. `message` is a plain sentence for the user; `detail` is the server's own word. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  readonly kind: OAuthErrorKind;
  /** Epoch milliseconds. */
  readonly retryAt?: number;
  readonly detail: string;
  /** The network failed before any answer: the server is taken not to have heard the question. */
  readonly unheard: boolean;

  constructor(
    kind: OAuthErrorKind,
    message: string,
    more: { detail?: string; retryAt?: number; unheard?: boolean } = {},
  ) {
    super(message);
    this.kind = kind;
    this.retryAt = more.retryAt;
    this.detail = more.detail ?? '';
    this.unheard = more.unheard ?? false;
  }
}
