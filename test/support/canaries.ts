import { expect } from 'vitest';
import type { Sandbox } from '../sandbox/start-sandbox.ts';

/** Each secret the product holds in this sandbox, access tokens included, and that there are some. */
export function secretsOf({ zoho, settings }: Pick<Sandbox, 'zoho' | 'settings'>): string[] {
  const tokens = zoho.requests
    .map(({ headers }) => headers.authorization?.replace(/^Zoho-oauthtoken /, '') ?? '')
    .filter(Boolean);
  expect(tokens.length).toBeGreaterThan(0);
  const { sip, crm } = settings;
  return [...new Set([sip.password, crm.zoho.clientSecret, crm.zoho.refreshToken, ...tokens])];
}

/** Fails if one of the words stands in the text; each is long enough to be there for no other reason. */
export function expectNone(text: string, words: readonly string[], where: string): void {
  for (const word of words) {
    expect(word.length, where).toBeGreaterThan(8);
    expect(text.includes(word), `“${word}” in ${where}`).toBe(false);
  }
}
