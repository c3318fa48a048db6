import { assigns, formatOf, plansOfCallingCode } from '@/utils/numbers/plan';
import type { Plan } from '@/utils/numbers/plan';

interface Split {
  plans: Plan[];
  national: string;
}

function split(e164: string): Split | null {
  for (let length = 1; length <= 3; length++) {
    const plans = plansOfCallingCode(e164.slice(1, 1 + length));
    if (plans.length > 0) return { plans, national: e164.slice(1 + length) };
  }
  return null;
}

/** The number in its country's groups behind the calling code, for the page's call button: `+1 212 555 0106`. */
export function writeInternational(e164: string): string {
  const parts = split(e164);
  if (!parts) return e164;
  const { plans, national } = parts;
  const groups = formatOf(plans[0]!, national)?.pattern.exec(national)?.slice(1) ?? [national];
  return `+${plans[0]!.callingCode} ${groups.join(' ')}`;
}

/** Region of a number in E.164; undefined for shared and worldwide codes that do not tell. */
export function countryOfNumber(e164: string): string | undefined {
  const parts = split(e164);
  if (!parts) return undefined;
  const { plans, national } = parts;
  const country = (plans.length === 1 ? plans[0] : plans.find((plan) => assigns(plan, national)))?.country;
  return country && /^[A-Z]{2}$/.test(country) ? country : undefined;
}
