import { writeFileSync } from 'node:fs';
import metadata from 'libphonenumber-js/metadata.min.json';

/** A format of libphonenumber's metadata: pattern, template, leading digits, prefix rule, optional, international. */
type RawFormat = [string, string, string[]?, (string | 0)?, (0 | 1)?, string?];
type RawPlan = unknown[];

/**
 * The part of libphonenumber's metadata that the page scanner needs, in a shape that weighs little: of the leading digits
 * only the last (longest) pattern, of the formats the lengths of their groups, of the types one pattern for all.
 *
 * A region: `[calling code, international prefix, patterns, lengths, formats, national prefix, prefix for parsing,
 * prefix transform, leading digits]`; a format: `[groups, leading digits, prefix required]`.
 */
export function makePlanData(): { codes: Record<string, string[]>; plans: Record<string, unknown[]> } {
  const {
    country_calling_codes: codes,
    countries,
    nonGeographic,
  } = metadata as unknown as {
    country_calling_codes: Record<string, string[]>;
    countries: Record<string, RawPlan>;
    nonGeographic: Record<string, RawPlan>;
  };
  const plans: Record<string, unknown[]> = {};
  for (const [name, raw] of [...Object.entries(countries), ...Object.entries(nonGeographic)])
    plans[name] = slim(raw, raw === countries[codes[String(raw[0])]?.[0] ?? ''] || !codes[String(raw[0])]);
  return {
    codes: { ...codes, ...Object.fromEntries(Object.keys(nonGeographic).map((code) => [code, [code]])) },
    plans,
  };
}

/** Patterns that are only tested, with `d` for a digit and plain brackets. */
const short = (pattern: string) => pattern.replaceAll('\\d', 'd').replaceAll('(?:', '(');

function slim(raw: RawPlan, main: boolean): unknown[] {
  const types = (raw[11] || []) as (0 | [string, number[]?])[];
  const typed = types.flatMap((type) => (type && type[0] ? [type[0]] : []));
  const formats = main ? ((raw[4] || []) as RawFormat[]).map((format) => slimFormat(format, raw)) : 0;
  const assigned = short(typed.length > 0 ? typed.join('|') : String(raw[2]));
  const plan = [raw[0], raw[1] || 0, assigned, raw[3], formats];
  const rest = [raw[5] || 0, raw[7] || 0, raw[8] || 0, short(String(raw[10] || '')) || 0];
  while (rest.at(-1) === 0) rest.pop();
  return [...plan, ...rest];
}

function slimFormat([pattern, , leading, rule, optional]: RawFormat, raw: RawPlan): unknown[] {
  const prefixRule = String(rule || raw[6] || '');
  const required = prefixRule !== '' && !/^\(?\$1\)?$/.test(prefixRule) && !(optional || raw[9]);
  const groups = [...pattern.matchAll(/\\d(?:\{([\d,]+)\})?/g)].map(([, length]) => length ?? '1').join(' ');
  const slimmed = [groups, short(leading?.at(-1) ?? '') || 0, required ? 1 : 0];
  while (slimmed.at(-1) === 0) slimmed.pop();
  return slimmed;
}

if (import.meta.main)
  writeFileSync(
    new URL('../../utils/numbers/plan-data.json', import.meta.url),
    `${JSON.stringify(makePlanData())}\n`,
  );
