import type { CrmChoice } from '@/utils/engine/crm-desk';
import type { StoredTemplate } from '@/utils/messaging/apis';
import type { Lock } from '@/utils/platform/lock';
import type { Settings } from '@/utils/settings/schema';
import type { Vault } from '@/utils/settings/vault-store';

/** Signing in to the CRM and out of it. */
export interface Sign {
  /** A pasted grant code or refresh token; the refresh token goes to the vault. Rejects with `OAuthError`. */
  inWithCode(settings: Settings, code: string): Promise<void>;
  /** The CRM's own consent page in a window of the browser. Rejects with `OAuthError`. */
  inWithBrowser(settings: Settings): Promise<void>;
  /** Revokes and forgets. */
  out(settings: Settings): Promise<void>;
}

/** Makes one kind of connector from the settings, and signs in and out of it. */
export interface CrmChooser {
  choose(settings: Settings): Promise<CrmChoice>;
  sign: Sign;
}

/** What choosing and signing in need from outside. */
export interface CrmEdges {
  fetch: typeof fetch;
  crypto: Pick<Crypto, 'getRandomValues' | 'subtle'>;
  vault: Vault;
  lock: Lock;
  now: () => number;
  /** Shows Zoho's consent page; resolves with the address the browser was sent back to. */
  openSignIn: (address: string) => Promise<string | undefined>;
  redirectUri: () => Promise<string>;
  /** Changes settings that signing in has taught us. */
  saveSettings: (changes: Record<string, unknown>) => Promise<void>;
  /** An installed or built-in template, by key. */
  readTemplate: (key: string) => Promise<StoredTemplate | null>;
  /** Origin patterns the user granted to the extension. */
  grantedOrigins: () => Promise<string[]>;
  timeZone: () => string;
}
