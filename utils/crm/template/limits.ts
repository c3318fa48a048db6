/** How much a template may ask for. Sources: Yeastar's guide where it says, else `facts`-tested sizes of real files. */
export const LIMITS = {
  /** Templates installed at a time. */
  templates: 10,
  /** Bytes of a file; a file of this size is refused. */
  fileBytes: 1_048_576,
  elements: 5000,
  depth: 16,
  attributeChars: 65_536,
  urlChars: 8192,
  headers: 20,
  /** Custom fields by kind of sign-in. */
  fields: { none: 5, basic: 5, oauth2: 10, bearertoken: 10 },
  concurrentRequests: 10,
  /** Requests chained by `Next`. */
  nextDepth: 5,
  /** Rows of one answer for which `Next` is asked. */
  nextRows: 50,
  /** Characters of a CRM's answer. */
  answerChars: 5_000_000,
  requestMs: 15_000,
} as const;
