import { count, createTally, verdictOf } from '@/utils/numbers/tally';
import type { Tally } from '@/utils/numbers/tally';
import type { Polarity } from '@/utils/numbers/context-words';
import type { Strength } from '@/utils/numbers/read-number';
import { shortTextOf } from '@/utils/page/short-text';
import {
  attributeOf,
  childCountOf,
  childrenOf,
  firstElementChildOf,
  lastElementChildOf,
  nextElementSiblingOf,
  parentElementOf,
  previousElementSiblingOf,
  tagNameOf,
} from '@/utils/page/unshadowed';

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
/** A row has no more cells, and what else is looked at beside it is bounded: pages may be built to waste time. */
const MOST_CELLS = 200;
const MOST_SIBLINGS = 3000;

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
    let row = firstElementChildOf(parent);
    for (let looked = 0; row && same < FEWEST_ROWS && looked < MOST_SIBLINGS; looked++) {
      if (tagNameOf(row) === tagName && hasCells(row)) same++;
      row = nextElementSiblingOf(row);
    }
    table = { repeats: same >= FEWEST_ROWS, columns: new Map(), tallies: new Map(), rows: new Map() };
    tables.set(parent, table);
    return table;
  }

  function rowsLike(table: Table, parent: Element, row: Element): HTMLCollection[] {
    const tagName = tagNameOf(row);
    const childElementCount = childCountOf(row);
    const key = `${tagName} ${childElementCount}`;
    let rows = table.rows.get(key);
    if (rows) return rows;
    table.rows.set(key, (rows = []));
    let at = firstElementChildOf(parent);
    for (let looked = 0; at && rows.length < MOST_ROWS && looked < MOST_SIBLINGS; looked++) {
      if (tagNameOf(at) === tagName && hasCells(at) && childCountOf(at) === childElementCount)
        rows.push(childrenOf(at));
      at = nextElementSiblingOf(at);
    }
    return rows;
  }

  function tallyOf(table: Table, parent: Element, row: Element, index: number): Tally {
    const key = `${tagNameOf(row)} ${childCountOf(row)} ${index}`;
    let tally = table.tallies.get(key);
    if (tally) return tally;
    table.tallies.set(key, (tally = createTally()));
    for (const cells of rowsLike(table, parent, row)) {
      const cell = cells[index];
      const text = cell ? shortTextOf(cell).trim() : '';
      if (text.length > 4 && text.length <= LONGEST_CELL) count(tally, text, strengthOf(text));
    }
    return tally;
  }

  /** All columns of the table together; only asked where a column has no separators at all. */
  function wholeTable(table: Table, parent: Element, row: Element): Tally {
    const whole = createTally();
    for (let i = 0; i < Math.min(childCountOf(row), 40); i++)
      whole.sure += tallyOf(table, parent, row, i).sure;
    return whole;
  }

  function columnAt(cell: Element, row: Element, parent: Element, table: Table): Column {
    const index = indexOf(cell);
    const key = `${tagNameOf(row)} ${childCountOf(row)} ${index}`;
    let column = table.columns.get(key);
    if (!column) {
      const first = firstRow(parent);
      // Two cells without a head are most often a name and its value, another kind in every row.
      const pairs = childCountOf(row) === 2 && !isHead(first);
      const head = first === row || pairs || !first ? undefined : childrenOf(first)[index];
      const text = head ? shortTextOf(head).trim() : '';
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
      const row = parentElementOf(cell);
      const parent = row && parentElementOf(row);
      if (!row || !parent) return null;
      if (hasCells(row)) {
        const table = tableOf(parent, tagNameOf(row));
        if (table.repeats) return columnAt(cell, row, parent, table);
      }
      cell = row;
    }
    return null;
  };
}

/** The header row, also where it stands in a `thead` beside the body. */
function firstRow(parent: Element): Element | null {
  const before = previousElementSiblingOf(parent);
  const isHead =
    before !== null && (/head/i.test(tagNameOf(before)) || attributeOf(before, 'role') === 'rowgroup');
  return (isHead ? lastElementChildOf(before) : null) ?? firstElementChildOf(parent);
}

/** Whether a row is marked as the head of its table. */
const isHead = (row: Element | null): boolean =>
  row !== null &&
  (tagNameOf(parentElementOf(row) ?? row) === 'THEAD' ||
    [...childrenOf(row)].every(
      (cell) => /^TH$|-TH$/i.test(tagNameOf(cell)) || attributeOf(cell, 'role') === 'columnheader',
    ));

/** Whether an element has what a row has: two to so many children. Counting millions of them would take its time. */
function hasCells(row: Element): boolean {
  let at = firstElementChildOf(row);
  let cells = 0;
  for (; at && cells <= MOST_CELLS; cells++) at = nextElementSiblingOf(at);
  return cells > 1 && cells <= MOST_CELLS;
}

function indexOf(cell: Element): number {
  let index = 0;
  for (let at = previousElementSiblingOf(cell); at; at = previousElementSiblingOf(at)) index++;
  return index;
}
