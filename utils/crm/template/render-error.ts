/** Why something was not rendered: nothing is sent, the call goes on. */
export type RenderErrorCode =
  | 'scheme'
  | 'untrusted-origin'
  | 'origin'
  | 'host'
  | 'private-host'
  | 'user-info'
  | 'control-char'
  | 'dot-segment'
  | 'empty-path-value'
  | 'too-long'
  | 'body-invalid-json'
  | 'header-name'
  | 'header-forbidden'
  | 'header-value'
  | 'popup-scheme';

/** A template's result that would be unsafe or broken. The message is for people and holds no data of the call. */
export class RenderError extends Error {
  override readonly name = 'RenderError';
  readonly code: RenderErrorCode;

  constructor(code: RenderErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
