/**
 * Whether an address lies within granted origins. Patterns are host permissions (`https://host/*`,
 * `https://*.example.com/*`, `https://*` + `/*`) or plain origins. Only https, no user name, no password.
 */
export function isAllowedOrigin(address: string, patterns: string[]): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return false;
  return patterns.some((pattern) => matches(url, pattern));
}

function matches(url: URL, pattern: string): boolean {
  const origin = pattern.replace(/\/\*?$/, '');
  if (origin === 'https://*') return true;
  if (!origin.startsWith('https://*.')) return url.origin === origin;
  const domain = origin.slice('https://*.'.length);
  return url.host === domain || url.host.endsWith(`.${domain}`);
}
