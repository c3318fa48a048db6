const MASK = '••••';

/**
 * Replaces every secret in a text, also where it was escaped for JSON, encoded for an address, or joined into Basic
 * credentials: what is shown on a screen may end up in a screenshot.
 */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  const spellings = new Set(
    secrets
      .filter((secret) => secret !== '')
      .flatMap((secret) => [
        secret,
        JSON.stringify(secret).slice(1, -1),
        encodeURIComponent(secret.toWellFormed()),
        new URLSearchParams({ s: secret }).toString().slice(2),
      ]),
  );
  let masked = text;
  for (const spelling of [...spellings].sort((a, b) => b.length - a.length))
    masked = masked.replaceAll(spelling, MASK);
  return masked;
}

/** Headers that carry the sign-in keep their scheme only: `Bearer ••••`. */
export function maskHeader(name: string, value: string, secrets: readonly string[]): string {
  if (/^(authorization|.*token.*|.*key.*|.*secret.*)$/i.test(name))
    return value.replace(/^(\w+ )?.*$/s, `$1${MASK}`);
  return maskSecrets(value, secrets);
}
