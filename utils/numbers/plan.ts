import data from '@/utils/numbers/plan-data.json';

/**
 * Numbering plans, compiled on first use from libphonenumber's metadata (`plan-data.json` holds the part of it that is
 * needed here, a line for each region; `test/support/make-plan-data.ts` makes and describes it). The scanner validates against them directly: the library's
 * parser costs thirty times more per number, and checks neither trunk prefix nor grouping.
 */

/** One way to write the numbers that match `leading`. */
interface Format {
  /** One capturing group per group of digits. */
  pattern: RegExp;
  leading: RegExp | undefined;
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
  /** Every assigned number matches. */
  assigned: RegExp;
  /** How the region's numbers begin, where others share its calling code. */
  leading: RegExp | undefined;
  /** Area codes a number has to begin with, where the patterns of the small metadata leave them open. */
  areas: RegExp | undefined;
  formats: Format[];
  /** Most writings of the country need the trunk prefix; so does a number without a writing of its own. */
  prefixUsual: boolean;
}

const plans = new Map<string, Plan | undefined>();

/** In the data a `d` is a digit, and `C` to `J` are two to nine of them. */
const long = (pattern: string) =>
  pattern.replace(/[dC-J]/g, (sign) => (sign === 'd' ? '\\d' : `\\d{${sign.charCodeAt(0) - 65}}`));
const start = (pattern: string | undefined) => (pattern ? new RegExp(`^(?:${long(pattern)})`) : undefined);

type Column = Exclude<keyof typeof data, 'codes'>;

const columns = new Map<Column, string[]>();

/** What a column of the data says of the region that stands in this line. */
function fieldOf(name: Column, line: number): string {
  let column = columns.get(name);
  if (!column) columns.set(name, (column = data[name].split('\n')));
  return column[line]!;
}

/** What has a line of its own: a region, or a calling code without any. */
const NAME = /[A-Z]{2}|\d+(?= |$)/g;

/**
 * Calling code of a region, and the line of its plan in the data. Looked up in the list as it stands: a page asks for one
 * region or two of two hundred.
 */
function placeOf(country: string): { callingCode: string; line: number } | undefined {
  if (!/^(?:[A-Z]{2}|\d{3})$/.test(country)) return undefined;
  const entry = new RegExp(`(?:^| )(?:(\\d+)(?:[A-Z]{2})*?)?${country}(?![\\d])`).exec(data.codes);
  if (!entry) return undefined;
  const upTo = data.codes.slice(0, entry.index + entry[0].length);
  return { callingCode: entry[1] ?? country, line: upTo.match(NAME)!.length - 1 };
}

/** The plan of a region (ISO 3166-1 alpha-2), or of a calling code without region (`800`). */
export function planOf(country: string | undefined): Plan | undefined {
  if (!country) return undefined;
  if (!plans.has(country)) plans.set(country, compile(country.toUpperCase()));
  return plans.get(country);
}

/** Every region with a plan (ISO 3166-1 alpha-2). */
export const regionsWithPlans = (): string[] => data.codes.match(/[A-Z]{2}/g) ?? [];

const regions = new Map<string, string[]>();

/** The regions behind a calling code, main country first; empty if nobody has it. Their plans are read when needed. */
export function countriesOfCallingCode(callingCode: string): string[] {
  let names = regions.get(callingCode);
  if (!names) {
    const entry =
      /^\d{1,3}$/.test(callingCode) && new RegExp(`(?:^| )${callingCode}(?!\\d)\\S*`).exec(data.codes);
    names = entry ? (entry[0].match(NAME) ?? []) : [];
    regions.set(callingCode, names);
  }
  return names;
}

function compile(country: string): Plan | undefined {
  const place = placeOf(country);
  if (!place) return undefined;
  const { callingCode, line } = place;
  const field = (name: Column) => fieldOf(name, line);
  const main = countriesOfCallingCode(callingCode)[0]!;
  const formats = main === country ? formatsOf(field('formats')) : planOf(main)!.formats;
  const parsing = field('prefixForParsing');
  const transform = field('prefixTransform');
  return {
    country,
    callingCode,
    internationalPrefix: start(field('internationalPrefix')),
    nationalPrefix: field('nationalPrefix'),
    prefixForParsing: start(parsing || field('nationalPrefix')),
    prefixTransform: transform === '*' ? `${field('leading')}$1` : transform || undefined,
    lengths: [...field('lengths')].map((sign) => parseInt(sign, 36)),
    assigned: new RegExp(`^(?:${long(field('assigned'))})$`),
    leading: start(field('leading')),
    areas: country === 'AR' ? argentineAreas(parsing) : undefined,
    formats,
    prefixUsual: formats.filter((format) => format.prefixRequired).length * 2 > formats.length,
  };
}

/** How the main country of a calling code writes its numbers; the others write theirs alike. */
function formatsOf(field: string): Format[] {
  if (field === '') return [];
  return field.split(';').map((format) => {
    const [groups = '', leading, required] = format.split('~');
    return {
      pattern: new RegExp(
        `^${groups.replace(
          /\w(?:,\w)?/g,
          (lengths) =>
            `(\\d{${lengths
              .split(',')
              .map((sign) => parseInt(sign, 36))
              .join()}})`,
        )}$`,
      ),
      leading: start(leading),
      prefixRequired: required === '1',
    };
  });
}

/** Of a number with its calling code (ITU-T E.164). */
const MOST_DIGITS = 15;

/** Whether the plan assigns this national (significant) number. */
export function assigns(plan: Plan, national: string): boolean {
  return (
    plan.lengths.includes(national.length) &&
    plan.callingCode.length + national.length <= MOST_DIGITS &&
    plan.assigned.test(national) &&
    (plan.leading?.test(national) ?? true) &&
    (plan.areas?.test(national) ?? true)
  );
}

/** Argentina's area codes stand only in the rule that moves the mobile prefix 15: `0?(?:(11|2(?:…)|3(?:…))15)?`. */
function argentineAreas(prefixRule: string): RegExp | undefined {
  const codes = /^0\?\(\?:\((.+)\)15\)\?$/.exec(prefixRule)?.[1];
  return codes ? new RegExp(`^(?:9?(?:${long(codes)})|[68])`) : undefined;
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
  boundaries: number[];
  prefixRequired: boolean;
}

/** The format a country writes this national number in. */
export const formatOf = (plan: Plan, national: string): Format | undefined =>
  plan.formats.find(({ pattern, leading }) => (leading?.test(national) ?? true) && pattern.test(national));

/** The usual writing of an assigned number; undefined where the plan names none (it is written in one piece). */
export function writingOf(plan: Plan, national: string): Writing | undefined {
  const format = formatOf(plan, national);
  if (!format) return undefined;
  const [, ...groups] = format.pattern.exec(national)!;
  const boundaries: number[] = [];
  for (let i = groups.length - 1, right = 0; i > 0; i--) boundaries.push((right += groups[i]!.length));
  return { boundaries, prefixRequired: format.prefixRequired };
}
