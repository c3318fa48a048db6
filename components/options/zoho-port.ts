/** One thing the check looked at. */
export interface CheckFinding {
  level: 'ok' | 'warning' | 'problem';
  /** A plain sentence; for warnings and problems with what to do. */
  message: string;
  /** The CRM's own words. */
  detail?: string;
  offer?: 'create-key-field' | 'sign-in';
}

/** What the check found, and where callers could be looked up besides. */
export interface CheckReport {
  findings: readonly CheckFinding[];
  searchable: readonly { module: string; label: string }[];
}

/** Signing in to Zoho; the entrypoint supplies the real thing. Every method rejects with a plain sentence. */
export interface ZohoPort {
  /** What the user registers at Zoho as "Authorized Redirect URI". */
  readonly redirectUri: string;
  /** Opens Zoho's own sign-in window; absent where the browser cannot. */
  signIn?(): Promise<void>;
  /** A grant code of a self client, or a refresh token. */
  signInByPaste(text: string): Promise<void>;
  signOut(): Promise<void>;
  /** Tries everything without writing; absent where the engine cannot. */
  check?(): Promise<CheckReport>;
  createKeyField?(): Promise<void>;
}
