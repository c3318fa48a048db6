import { writeFileSync } from 'node:fs';
import metadata from 'libphonenumber-js/metadata.min.json';

/** A format of libphonenumber's metadata: pattern, template, leading digits, prefix rule, optional, international. */
type RawFormat = [string, string, string[]?, (string | 0)?, (0 | 1)?, string?];
type RawPlan = unknown[];

/** Between the formats of a field, and the parts of a format: no pattern holds these. */
const [FORMAT, PART] = [';', '~'];

/**
 * The part of libphonenumber's metadata that the page scanner needs. Of the leading digits only the last (longest) pattern
 * is kept, of the formats the lengths of their groups, of the types one pattern for all.
 *
 * `codes` names every calling code with its regions, main country first (`1USCA 44GBGG`); a code without regions stands
 * alone. All others hold a line for each region in that order: like beside like is smaller. A format: groups, leading
 * digits, whether the prefix is required. Lengths are signs in base 36, so that each is one. In patterns a `d` is a digit,
 * and `C` to `J` are two to nine of them. A transform `*` puts the leading digits in front (`264$1`).
 */
export function makePlanData() {
  const {
    country_calling_codes: regions,
    countries,
    nonGeographic,
  } = metadata as unknown as {
    country_calling_codes: Record<string, string[]>;
    countries: Record<string, RawPlan>;
    nonGeographic: Record<string, RawPlan>;
  };
  const plans = Object.values(regions).flatMap((names) =>
    names.map((name, i) => fieldsOf(countries[name]!, i === 0)),
  );
  for (const raw of Object.values(nonGeographic)) plans.push(fieldsOf(raw, true));
  const column = (name: keyof (typeof plans)[0]) => plans.map((plan) => plan[name]).join('\n');
  // In the order that packs best.
  return {
    lengths: column('lengths'),
    codes: [
      ...Object.entries(regions).map(([code, names]) => code + names.join('')),
      ...Object.keys(nonGeographic),
    ].join(' '),
    assigned: column('assigned'),
    formats: column('formats'),
    nationalPrefix: column('nationalPrefix'),
    prefixForParsing: column('prefixForParsing'),
    prefixTransform: column('prefixTransform'),
    leading: column('leading'),
    internationalPrefix: column('internationalPrefix'),
  };
}

/** Several digits as one letter, see above. */
const digits = (pattern: string) =>
  pattern
    .replaceAll('\\d', 'd')
    .replace(/d\{([2-9])\}/g, (_, count: string) => String.fromCharCode(65 + Number(count)));

/** Patterns that are only tested, with plain brackets. */
const short = (pattern: string) => digits(pattern).replaceAll('(?:', '(');

const sign = (length: string | number) => Number(length).toString(36);

function fieldsOf(raw: RawPlan, main: boolean) {
  const types = (raw[11] || []) as (0 | [string, number[]?])[];
  const typed = types.flatMap((type) => (type && type[0] ? [type[0]] : []));
  const formats = main ? ((raw[4] || []) as RawFormat[]).map((format) => slimFormat(format, raw)) : [];
  return {
    internationalPrefix: digits(String(raw[1] || '')),
    assigned: short(typed.length > 0 ? typed.join('|') : String(raw[2])),
    lengths: (raw[3] as number[]).map(sign).join(''),
    formats: formats.join(FORMAT),
    nationalPrefix: String(raw[5] || ''),
    prefixForParsing: digits(String(raw[7] || '')),
    prefixTransform: raw[8] && raw[8] === `${String(raw[10])}$1` ? '*' : String(raw[8] || ''),
    leading: short(String(raw[10] || '')),
  };
}

function slimFormat([pattern, , leading, rule, optional]: RawFormat, raw: RawPlan): string {
  const prefixRule = String(rule || raw[6] || '');
  const required = prefixRule !== '' && !/^\(?\$1\)?$/.test(prefixRule) && !(optional || raw[9]);
  const groups = [...pattern.matchAll(/\\d(?:\{([\d,]+)\})?/g)]
    .map(([, length]) => (length ?? '1').split(',').map(sign).join())
    .join('');
  const parts = [groups, short(leading?.at(-1) ?? ''), required ? '1' : ''];
  while (parts.at(-1) === '') parts.pop();
  return parts.join(PART);
}

if (import.meta.main)
  writeFileSync(
    new URL('../../utils/numbers/plan-data.json', import.meta.url),
    `${JSON.stringify(makePlanData())}\n`,
  );
