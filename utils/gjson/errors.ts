/** Why a document or a path was given up. */
export type GjsonErrorKind = 'syntax' | 'too-deep' | 'limit';

/**
 * The only error this folder throws: the text is not JSON (`syntax`), it nests deeper than 512 levels (`too-deep`), or
 * a path asks for more work than any honest path needs (`limit`).
 */
export class GjsonError extends Error {
  override readonly name = 'GjsonError';
  readonly kind: GjsonErrorKind;
  /** Where in the document, in characters from its start; 0 for `limit`. */
  readonly offset: number;

  constructor(kind: GjsonErrorKind, message: string, offset = 0) {
    super(message);
    this.kind = kind;
    this.offset = offset;
  }
}
