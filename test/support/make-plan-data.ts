import { writeFileSync } from 'node:fs';
import metadata from 'libphonenumber-js/metadata.min.json';

/** A format of libphonenumber's metadata: pattern, template, leading digits, prefix rule, optional, international. */
type RawFormat = [string, string, string[]?, (string | 0)?, (0 | 1)?, string?];
type RawPlan = unknown[];

/** Between the fields of a plan, the formats of a field, and the parts of a format: no pattern holds these. */
const [FIELD, FORMAT, PART] = ['\t', ';', '~'];

/**
 * The part of libphonenumber's metadata that the page scanner needs, as one text: a page reads a plan or two of 250, so
 * each is a line that is looked up by its beginning and taken apart when it is asked for. Of the leading digits only the
 * last (longest) pattern is kept, of the formats the lengths of their groups, of the types one pattern for all.
 *
 * A line: `calling code US`, then in fields international prefix, patterns, lengths, formats, national prefix, prefix for
 * parsing, prefix transform, leading digits. A format: groups, leading digits, whether the prefix is required. Lines of
 * one calling code stand together, its main country first.
 */
export function makePlanData(): string {
  const {
    country_calling_codes: codes,
    countries,
    nonGeographic,
  } = metadata as unknown as {
    country_calling_codes: Record<string, string[]>;
    countries: Record<string, RawPlan>;
    nonGeographic: Record<string, RawPlan>;
  };
  const lines = Object.values(codes).flatMap((names) =>
    names.map((name, i) => lineOf(name, countries[name]!, i === 0)),
  );
  for (const [code, raw] of Object.entries(nonGeographic)) lines.push(lineOf(code, raw, true));
  return `\n${lines.join('\n')}\n`;
}

/** Patterns that are only tested, with `d` for a digit and plain brackets. */
const short = (pattern: string) => pattern.replaceAll('\\d', 'd').replaceAll('(?:', '(');

function lineOf(name: string, raw: RawPlan, main: boolean): string {
  const types = (raw[11] || []) as (0 | [string, number[]?])[];
  const typed = types.flatMap((type) => (type && type[0] ? [type[0]] : []));
  const formats = main ? ((raw[4] || []) as RawFormat[]).map((format) => slimFormat(format, raw)) : [];
  return [
    `${String(raw[0])} ${name}`,
    raw[1] || '',
    short(typed.length > 0 ? typed.join('|') : String(raw[2])),
    (raw[3] as number[]).join(','),
    formats.join(FORMAT),
    raw[5] || '',
    raw[7] || '',
    raw[8] || '',
    short(String(raw[10] || '')),
  ]
    .join(FIELD)
    .trimEnd();
}

function slimFormat([pattern, , leading, rule, optional]: RawFormat, raw: RawPlan): string {
  const prefixRule = String(rule || raw[6] || '');
  const required = prefixRule !== '' && !/^\(?\$1\)?$/.test(prefixRule) && !(optional || raw[9]);
  const groups = [...pattern.matchAll(/\\d(?:\{([\d,]+)\})?/g)].map(([, length]) => length ?? '1').join(' ');
  const parts = [groups, short(leading?.at(-1) ?? ''), required ? '1' : ''];
  while (parts.at(-1) === '') parts.pop();
  return parts.join(PART);
}

if (import.meta.main)
  writeFileSync(
    new URL('../../utils/numbers/plan-data.json', import.meta.url),
    `${JSON.stringify({ plans: makePlanData() })}\n`,
  );
