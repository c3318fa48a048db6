import type { SetupReport } from '@/utils/crm/zoho/zoho-setup';

/** Signing in to Zoho; the entrypoint supplies the real thing. Every method rejects with a plain sentence. */
export interface ZohoPort {
  /** What the user registers at Zoho as "Authorized Redirect URI". */
  readonly redirectUri: string;
  /** Opens Zoho's own sign-in window. */
  signIn(): Promise<void>;
  /** A grant code of a self client, or a refresh token. */
  signInByPaste(text: string): Promise<void>;
  signOut(): Promise<void>;
  /** Tries everything the product does, without writing. */
  check(): Promise<SetupReport>;
  createKeyField(): Promise<void>;
}
