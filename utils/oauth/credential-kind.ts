/** What a user pasted into a token field, told by its shape alone. */
export type CredentialKind =
  | 'legacy-v1' // authtoken of the API v1, 32 hex digits: dead since 2021
  | 'oauth' // grant code or refresh token: `1000.<32 hex>.<32 hex>`; only Zoho knows which
  | 'client-id' // `1000.XXXX` in capitals
  | 'unknown';

/** Shown when a legacy token is pasted. */
export const LEGACY_TOKEN_HELP =
  'This is a token of Zoho’s old API v1, which Zoho switched off in 2021. In the Zoho API console, create a Self Client, generate a code with the scopes shown here, and paste that code instead.';

/** Shown when the client ID is pasted where the token belongs. */
export const CLIENT_ID_HELP = 'This is a client ID. Paste the code or the refresh token here.';

/** Recognises a pasted credential, white space around it ignored. */
export function credentialKind(text: string): CredentialKind {
  const value = text.trim();
  if (/^[0-9a-f]{32}$/i.test(value)) return 'legacy-v1';
  if (/^1000\.[0-9a-f]{32}\.[0-9a-f]{32}$/i.test(value)) return 'oauth';
  if (/^1000\.[0-9A-Z]{20,40}$/.test(value)) return 'client-id';
  return 'unknown';
}
