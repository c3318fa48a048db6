/** Something wrong (`error`: the template cannot be used) or doubtful (`warning`) in a template's file. */
export interface Issue {
  readonly code: IssueCode;
  readonly severity: 'error' | 'warning';
  /** Line of the file, from 1; 0 when no line can be named. */
  readonly line: number;
  /** Where: "SyncContactAuto › contacts › ContactsId". Empty for the file as a whole. */
  readonly path: string;
  /** What is wrong and what to do, in plain words. */
  readonly hint: string;
}

export type IssueCode =
  // the file
  | 'too-large'
  | 'file-encoding'
  | 'xml-malformed'
  | 'xml-doctype'
  | 'too-deep'
  | 'too-many-elements'
  | 'attribute-too-long'
  | 'root'
  // values
  | 'missing-attribute'
  | 'bad-value'
  | 'bad-flag'
  | 'flag-letter-o'
  | 'template-syntax'
  | 'path-syntax'
  | 'unknown-variable'
  | 'secret-misplaced'
  | 'secret-in-url'
  // sign-in
  | 'auth-method'
  | 'auth-mismatch'
  | 'undeclared-field'
  | 'too-many-fields'
  | 'field-name'
  | 'field-editor'
  | 'field-options'
  | 'duplicate-field'
  | 'secret-to-new-origin'
  // headers
  | 'too-many-headers'
  | 'duplicate-header'
  | 'header-name'
  | 'header-forbidden'
  | 'header-value'
  | 'header-replaces-auth'
  // scenarios and requests
  | 'missing-scenario'
  | 'duplicate-scenario'
  | 'unknown-scenario'
  | 'scenario-type'
  | 'scenario-disabled'
  | 'no-request'
  | 'duplicate-request'
  | 'bad-method'
  | 'bad-encoding'
  | 'bad-response-type'
  | 'body-on-get'
  | 'next-unknown'
  | 'next-cycle'
  | 'next-too-deep'
  | 'output-name'
  | 'duplicate-output'
  | 'missing-output'
  | 'first-name-disabled'
  | 'no-popup'
  | 'ticket-needs-helpdesk'
  | 'concurrency-capped'
  // addresses
  | 'url-scheme'
  | 'url-untrusted-origin'
  | 'url-private'
  | 'url-user-info'
  | 'url-control-char'
  | 'url-alias'
  | 'popup-scheme'
  | 'popup-http';

/** Collects issues while a file is read. */
export interface Issues {
  error(code: IssueCode, line: number, path: string, hint: string): void;
  warning(code: IssueCode, line: number, path: string, hint: string): void;
  readonly all: Issue[];
}

export function createIssues(): Issues {
  const all: Issue[] = [];
  const add = (severity: Issue['severity']) => (code: IssueCode, line: number, path: string, hint: string) =>
    void all.push({ code, severity, line, path, hint });
  return { all, error: add('error'), warning: add('warning') };
}
