/** Proof key for one sign-in attempt (RFC 7636, method S256). */
export interface Pkce {
  verifier: string;
  challenge: string;
}

/** Unguessable text of `bytes` random bytes, safe in addresses (base64url without padding). */
export function randomText(crypto: Pick<Crypto, 'getRandomValues'>, bytes: number): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(bytes)));
}

/** A fresh verifier of 43 characters and its challenge. */
export async function createPkce(crypto: Pick<Crypto, 'getRandomValues' | 'subtle'>): Promise<Pkce> {
  const verifier = randomText(crypto, 32);
  return { verifier, challenge: await challengeOf(crypto, verifier) };
}

/** `BASE64URL(SHA256(ASCII(verifier)))` (RFC 7636 §4.2). */
export async function challengeOf(crypto: Pick<Crypto, 'subtle'>, verifier: string): Promise<string> {
  return base64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
