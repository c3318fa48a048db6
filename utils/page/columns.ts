import { count, createTally, verdictOf } from '@/utils/numbers/tally';
import type { Tally } from '@/utils/numbers/tally';
import type { Polarity } from '@/utils/numbers/context-words';
import type { Strength } from '@/utils/numbers/read-number';

/** A place in a repeated structure: the same cell of every row. */
export interface Column {
  /** What stands in the first row at this place, if that row is made of words. */
  heading: string;
  /** What its cells are, as a whole. */
  verdict: (strength: Strength) => Polarity;
}

/** How far above a text its cell may be. */
const DEEPEST_CELL = 6;
/** A structure repeats from this many rows on. */
const FEWEST_ROWS = 3;
/** So many rows tell what a column is. */
const MOST_ROWS = 200;
const LONGEST_CELL = 60;

interface Table {
  repeats: boolean;
  columns: Map<string, Column>;
  tallies: Map<string, Tally>;
  /** Cells of the first rows, by tag and number of cells; gathered once for all columns. */
  rows: Map<string, HTMLCollection[]>;
}

/**
 * Columns of tables and of everything built like one: rows of the same tag under one parent, cells by their place in the
 * row. Works on tables, on Zoho's `lyte-exptable-td`, on ARIA grids and on bare `div`s alike, without reading tags.
 *
 * @param strengthOf how strong the best number in a cell's text is; -1 for none
 */
export function createColumns(strengthOf: (text: string) => number, country: string | undefined) {
  const tables = new Map<Element, Table>();

  function tableOf(parent: Element, tagName: string): Table {
    let table = tables.get(parent);
    if (table?.repeats) return table;
    let same = 0;
    for (let row = parent.firstElementChild; row && same < FEWEST_ROWS; row = row.nextElementSibling)
      if (row.tagName === tagName && row.childElementCount > 1) same++;
    table = { repeats: same >= FEWEST_ROWS, columns: new Map(), tallies: new Map(), rows: new Map() };
    tables.set(parent, table);
    return table;
  }

  function rowsLike(table: Table, parent: Element, row: Element): HTMLCollection[] {
    const { tagName, childElementCount } = row;
    const key = `${tagName} ${childElementCount}`;
    let rows = table.rows.get(key);
    if (rows) return rows;
    table.rows.set(key, (rows = []));
    for (let at = parent.firstElementChild; at && rows.length < MOST_ROWS; at = at.nextElementSibling)
      if (at.tagName === tagName && at.childElementCount === childElementCount) rows.push(at.children);
    return rows;
  }

  function tallyOf(table: Table, parent: Element, row: Element, index: number): Tally {
    const key = `${row.tagName} ${row.childElementCount} ${index}`;
    let tally = table.tallies.get(key);
    if (tally) return tally;
    table.tallies.set(key, (tally = createTally()));
    for (const cells of rowsLike(table, parent, row)) {
      const text = cells[index]?.textContent?.trim() ?? '';
      if (text.length > 4 && text.length <= LONGEST_CELL) count(tally, text, strengthOf(text));
    }
    return tally;
  }

  /** All columns of the table together; only asked where a column has no separators at all. */
  function wholeTable(table: Table, parent: Element, row: Element): Tally {
    const whole = createTally();
    for (let i = 0; i < Math.min(row.childElementCount, 40); i++)
      whole.sure += tallyOf(table, parent, row, i).sure;
    return whole;
  }

  function columnAt(cell: Element, row: Element, parent: Element, table: Table): Column {
    const index = indexOf(cell);
    const key = `${row.tagName} ${row.childElementCount} ${index}`;
    let column = table.columns.get(key);
    if (!column) {
      const first = firstRow(parent);
      // Two cells without a head are most often a name and its value, another kind in every row.
      const pairs = row.childElementCount === 2 && !isHead(first);
      const text = (first === row || pairs ? '' : first?.children[index]?.textContent)?.trim() ?? '';
      const verdicts: (Polarity | undefined)[] = [];
      column = {
        heading: text.length <= 60 && !/\d{4}/.test(text) ? text : '',
        verdict(strength) {
          const verdict = (verdicts[strength] ??= verdictOf(
            tallyOf(table, parent, row, index),
            strength,
            country,
            () => wholeTable(table, parent, row),
          ));
          return pairs && strength >= 2 && verdict < 0 ? 0 : verdict;
        },
      };
      table.columns.set(key, column);
    }
    return column;
  }

  /** The column a text's element stands in, or null where nothing repeats around it. */
  return function columnOf(element: Element): Column | null {
    let cell = element;
    for (let depth = 0; depth < DEEPEST_CELL; depth++) {
      const row = cell.parentElement;
      const parent = row?.parentElement;
      if (!row || !parent) return null;
      if (row.childElementCount > 1) {
        const table = tableOf(parent, row.tagName);
        if (table.repeats) return columnAt(cell, row, parent, table);
      }
      cell = row;
    }
    return null;
  };
}

/** The header row, also where it stands in a `thead` beside the body. */
function firstRow(parent: Element): Element | null {
  const before = parent.previousElementSibling;
  if (parent.tagName === 'TBODY' && before?.tagName === 'THEAD') return before.lastElementChild;
  const head =
    /head/i.test(before?.tagName ?? '') || before?.getAttribute('role') === 'rowgroup' ? before : null;
  return head?.lastElementChild ?? parent.firstElementChild;
}

/** Whether a row is marked as the head of its table. */
const isHead = (row: Element | null): boolean =>
  row !== null &&
  (row.parentElement?.tagName === 'THEAD' ||
    [...row.children].every(
      (cell) =>
        cell.tagName === 'TH' || /-th$/i.test(cell.tagName) || cell.getAttribute('role') === 'columnheader',
    ));

function indexOf(cell: Element): number {
  let index = 0;
  for (let at = cell.previousElementSibling; at; at = at.previousElementSibling) index++;
  return index;
}
