/** One measured thing beside what it may cost. */
export interface BenchRow {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** Absent where the row only gives the scale for others. */
  readonly budget?: number;
}

export interface BenchTable {
  readonly title: string;
  readonly rows: readonly BenchRow[];
}

/** Median, 95th percentile (which has the budget) and longest of what was measured. */
export function percentiles(
  what: string,
  values: readonly number[],
  { unit, budget }: Pick<BenchRow, 'unit' | 'budget'>,
): BenchRow[] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1]!;
  return [
    { what: `${what}, p50`, value: at(0.5), unit },
    { what: `${what}, p95`, value: at(0.95), unit, budget },
    { what: `${what}, longest`, value: at(1), unit },
  ];
}

/** The table as text, with the share of its budget that each row uses. */
export function printTable({ title, rows }: BenchTable): string {
  const number = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
  const cells = rows.map(({ what, value, unit, budget }) => [
    what,
    `${number(value)} ${unit}`,
    budget === undefined ? '' : `${number(budget)} ${unit}`,
    budget === undefined
      ? ''
      : `${budget > 0 ? (value / budget).toFixed(2) : ''}${value > budget ? '  OVER' : ''}`,
  ]);
  const all = [['', 'measured', 'budget', 'ratio'], ...cells];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]!.length)));
  const lines = all.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '),
  );
  return `${title}\n${lines.join('\n')}\n`;
}
