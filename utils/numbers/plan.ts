import metadata from 'libphonenumber-js/metadata.min.json';

/**
 * Numbering plans, compiled on first use from libphonenumber's metadata. The scanner validates against them directly:
 * the library's parser costs thirty times more per number, and checks neither trunk prefix nor grouping.
 */

/** One way to write the numbers that match `leading`. */
interface Format {
  pattern: RegExp;
  leading: RegExp | undefined;
  /** Replacement text such as `$1 $2-$3`; the second is the international one where it differs. */
  templates: string[];
  /** The trunk prefix has to be written in front of the number within the country. */
  prefixRequired: boolean;
}

export interface Plan {
  country: string;
  callingCode: string;
  /** What is dialled before a foreign number, e.g. `00` or `011`. */
  internationalPrefix: RegExp | undefined;
  /** Trunk prefix, e.g. `0`; empty where there is none. */
  nationalPrefix: string;
  prefixForParsing: RegExp | undefined;
  prefixTransform: string | undefined;
  lengths: number[];
  /** Every pattern an assigned number matches one of. */
  patterns: RegExp[];
  /** How the region's numbers begin, where others share its calling code. */
  leading: RegExp | undefined;
  /** Area codes a number has to begin with, where the patterns of the small metadata leave them open. */
  areas: RegExp | undefined;
  formats: Format[];
  /** Most writings of the country need the trunk prefix; so does a number without a writing of its own. */
  prefixUsual: boolean;
}

type RawFormat = [string, string, string[]?, (string | 0)?, (0 | 1)?, string?];
type RawPlan = (string | number | number[] | RawFormat[] | (0 | [string, number[]?])[] | undefined)[];

const raw = metadata as unknown as {
  country_calling_codes: Record<string, string[]>;
  countries: Record<string, RawPlan>;
  nonGeographic: Record<string, RawPlan>;
};

const plans = new Map<string, Plan | undefined>();
const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`);
const start = (pattern: string) => new RegExp(`^(?:${pattern})`);

/** The plan of a region (ISO 3166-1 alpha-2), or of a calling code without region (`800`). */
export function planOf(country: string | undefined): Plan | undefined {
  if (!country) return undefined;
  if (!plans.has(country)) plans.set(country, compile(country.toUpperCase()));
  return plans.get(country);
}

/** The plans behind a calling code, main country first; empty if nobody has it. */
export function plansOfCallingCode(callingCode: string): Plan[] {
  const countries = Object.hasOwn(raw.country_calling_codes, callingCode)
    ? raw.country_calling_codes[callingCode]!
    : Object.hasOwn(raw.nonGeographic, callingCode)
      ? [callingCode]
      : [];
  return countries.map(planOf).filter((plan) => plan !== undefined);
}

function compile(country: string): Plan | undefined {
  const own = Object.hasOwn(raw.countries, country)
    ? raw.countries[country]
    : Object.hasOwn(raw.nonGeographic, country)
      ? raw.nonGeographic[country]
      : undefined;
  if (!own) return undefined;
  const callingCode = String(own[0]);
  const mainCountry = raw.country_calling_codes[callingCode]?.[0];
  const main = (mainCountry && raw.countries[mainCountry]) || own;
  const nationalPrefix = String(own[5] || '');
  const types = (own[11] || []) as (0 | [string, number[]?])[];
  const typed = types.flatMap((type) => (type && type[0] ? [whole(type[0])] : []));
  const formats = ((own[4] || main[4] || []) as RawFormat[]).map((format) =>
    compileFormat(format, String(main[6] || ''), Boolean(main[9])),
  );
  return {
    country,
    callingCode,
    internationalPrefix: own[1] ? start(String(own[1])) : undefined,
    nationalPrefix,
    prefixForParsing: own[7] || nationalPrefix ? start(String(own[7] || nationalPrefix)) : undefined,
    prefixTransform: own[8] ? String(own[8]) : undefined,
    lengths: own[3] as number[],
    patterns: typed.length > 0 ? typed : [whole(String(own[2]))],
    leading: own[10] ? start(String(own[10])) : undefined,
    areas: country === 'AR' ? argentineAreas(String(own[7])) : undefined,
    formats,
    prefixUsual: formats.filter((format) => format.prefixRequired).length * 2 > formats.length,
  };
}

function compileFormat(
  [pattern, template, leading, rule, optional, international]: RawFormat,
  usualRule: string,
  usuallyOptional: boolean,
): Format {
  const prefixRule = rule || usualRule;
  return {
    pattern: whole(pattern),
    leading: leading?.length ? start(leading[leading.length - 1]!) : undefined,
    templates: international && international !== 'NA' ? [template, international] : [template],
    prefixRequired: prefixRule !== '' && !/^\(?\$1\)?$/.test(prefixRule) && !(optional || usuallyOptional),
  };
}

/** Whether the plan assigns this national (significant) number. */
export function assigns(plan: Plan, national: string): boolean {
  return (
    plan.lengths.includes(national.length) &&
    plan.patterns.some((pattern) => pattern.test(national)) &&
    (plan.leading?.test(national) ?? true) &&
    (plan.areas?.test(national) ?? true)
  );
}

/** Argentina's area codes stand only in the rule that moves the mobile prefix 15: `0?(?:(11|2(?:…)|3(?:…))15)?`. */
function argentineAreas(prefixRule: string): RegExp | undefined {
  const codes = /^0\?\(\?:\((.+)\)15\)\?$/.exec(prefixRule)?.[1];
  return codes ? new RegExp(`^(?:9?(?:${codes})|[68])`) : undefined;
}

/**
 * The national (significant) number behind digits as dialled within the country, by libphonenumber's rule: the trunk
 * prefix goes, unless the digits are a number only with it.
 */
export function withoutTrunkPrefix(plan: Plan, digits: string): string {
  const match = plan.prefixForParsing?.exec(digits);
  if (!match?.[0]) return digits;
  const captured = match.length > 1 && match[match.length - 1] !== undefined;
  const stripped =
    plan.prefixTransform && captured
      ? digits.replace(plan.prefixForParsing!, plan.prefixTransform)
      : digits.slice(match[0].length);
  return assigns(plan, digits) && !assigns(plan, stripped) ? digits : stripped;
}

/** How a number is written at home: where its groups end, counted in digits from the right, and whether prefix is needed. */
export interface Writing {
  boundaries: number[][];
  prefixRequired: boolean;
}

/** The usual writings of an assigned number; undefined where the plan names none (it is written in one piece). */
export function writingOf(plan: Plan, national: string): Writing | undefined {
  const fitting = plan.formats.filter(
    ({ pattern, leading }) => (leading?.test(national) ?? true) && pattern.test(national),
  );
  if (fitting.length === 0) return undefined;
  const { pattern, templates, prefixRequired } = fitting[0]!;
  return {
    boundaries: templates.map((template) =>
      boundariesOf(national.replace(pattern, template), national.length),
    ),
    prefixRequired,
  };
}

function boundariesOf(written: string, length: number): number[] {
  const groups = written.split(/\D+/).filter((group) => group !== '');
  const boundaries: number[] = [];
  let right = 0;
  for (let i = groups.length - 1; i >= 0; i--) {
    right += groups[i]!.length;
    if (right < length) boundaries.push(right);
  }
  return boundaries;
}
