/**
 * One place on a page where a number can be called. Text has a `range`; links, fields and telephony widgets have an
 * `element`.
 */
export interface FoundNumber {
  /** `+` and digits. */
  e164: string;
  /** Extension digits. */
  ext?: string;
  /** As it stands on the page. */
  raw: string;
  surface: 'text' | 'split' | 'link' | 'input';
  range?: StaticRange | Range;
  element?: Element;
}

export interface FindOptions {
  /** Region of numbers without calling code: ISO 3166-1 alpha-2. */
  country?: string;
  /** Look into same-origin frames too (default). Content scripts run in every frame and do not. */
  frames?: boolean;
  /** Shapes (digits as `9`) that the user said are no numbers on this site. */
  ignoredShapes?: readonly string[];
}
