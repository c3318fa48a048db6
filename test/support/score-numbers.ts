/** What is known of a page: where numbers must be callable, and where it does not matter. */
export interface NumberLabels {
  file: string;
  expected: { e164: string; ext?: string; count: number }[];
  optional: string[];
}

export interface NumberScore {
  found: number;
  /** Numbers that are none, as a sentence each. */
  wrong: string[];
  missed: string[];
}

/** Compares what was found on a page with its labels, place by place. */
export function scoreNumbers(
  { file, expected, optional }: NumberLabels,
  got: { e164: string; ext?: string; raw: string }[],
): NumberScore {
  const wanted = expected.flatMap(({ e164, ext, count }) =>
    Array.from({ length: count }, () => ({ e164, ext })),
  );
  const wrong: string[] = [];
  let found = 0;
  for (const number of got) {
    const at = wanted.findIndex(
      ({ e164, ext }) => e164 === number.e164 && (ext ?? number.ext) === number.ext,
    );
    if (at >= 0) {
      wanted.splice(at, 1);
      found++;
    } else if (!optional.includes(number.e164)) wrong.push(`${file}: ${number.raw} as ${number.e164}`);
  }
  return { found, wrong, missed: wanted.map(({ e164 }) => `${file}: ${e164}`) };
}

/** The harmonic mean of precision and recall over all pages, 0 to 1. */
export function f1Of(scores: readonly NumberScore[]): number {
  const sum = (of: (score: NumberScore) => number) => scores.reduce((all, score) => all + of(score), 0);
  const found = sum((score) => score.found);
  return (2 * found) / (2 * found + sum(({ wrong }) => wrong.length) + sum(({ missed }) => missed.length));
}
