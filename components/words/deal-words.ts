import type { Deal } from '@/utils/crm/connector';

/** `€ 48,000.00 · Negotiation · closes Dec 18, 2026`: what the CRM knows of an open deal, in the user's way of writing. */
export function dealWords({ amount, stage, closingDate }: Deal, locale?: string): string {
  return [amountWords(amount, locale), stage, closingWords(closingDate, locale)].filter(Boolean).join(' · ');
}

/** A plain number gets the separators of the user's language; what the CRM wrote with its currency stays. */
function amountWords(amount: string | undefined, locale?: string): string {
  return amount && /^\d+(\.\d+)?$/.test(amount) ? Number(amount).toLocaleString(locale) : (amount ?? '');
}

/** A date without time is the same day everywhere: it is read and written in UTC. */
function closingWords(date: string | undefined, locale?: string): string {
  const at = /^\d{4}-\d\d-\d\d$/.test(date ?? '') ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(at)) return date ? `closes ${date}` : '';
  const day = new Date(at).toLocaleDateString(locale, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  return `closes ${day}`;
}
