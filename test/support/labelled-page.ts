import type { NumberLabels } from './score-numbers.ts';

export interface LabelledPage extends NumberLabels {
  html: string;
  /** Region of numbers without calling code: ISO 3166-1 alpha-2. */
  country: string;
}

const MARK = /\{\{(\?)?(\+\d+)(?:;(\d+))?\}\}/g;
const COUNTRY = /\{\{country ([A-Z]{2})\}\}/;

/**
 * A page whose labels stand in its own source: `{{country GB}}` once, and right before each number that must be callable
 * `{{+442079460301}}`, with an extension `{{+442079460301;12}}`, where it may be `{{?+442079460301}}`. Anything else that
 * looks like a number must not be found. The page itself is what is left without the marks.
 */
export function readLabelledPage(file: string, source: string): LabelledPage {
  const country = COUNTRY.exec(source)?.[1];
  if (!country) throw new Error(`${file} does not name its country.`);
  const marks = [...source.matchAll(MARK)].map(([, optional, e164, ext]) => ({
    e164: e164!,
    optional: optional !== undefined,
    ...(ext !== undefined && { ext }),
  }));
  return {
    file,
    country,
    expected: marks
      .filter(({ optional }) => !optional)
      .map(({ e164, ext }) => ({ e164, ...(ext !== undefined && { ext }), count: 1 })),
    optional: marks.filter(({ optional }) => optional).map(({ e164 }) => e164),
    html: source.replace(COUNTRY, '').replaceAll(MARK, ''),
  };
}
