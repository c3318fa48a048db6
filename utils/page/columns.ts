import { areNumbers, count, createTally, verdictOf } from '@/utils/numbers/tally';
import type { Tally } from '@/utils/numbers/tally';
import { polarityOfLabel } from '@/utils/numbers/context-words';
import type { Polarity } from '@/utils/numbers/context-words';
import type { Strength } from '@/utils/numbers/read-number';
import { DIGIT_CLASS } from '@/utils/numbers/plain-text';
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
  /** That row is marked as the head of the table: what a cell holds is said there, not in the cell before it. */
  headed: boolean;
  /** What its cells are, as a whole. */
  verdict: (strength: Strength) => Polarity;
  /** Whether it holds assigned numbers only, in a table that does not write them in groups: a list of calls. */
  isOfNumbers: () => boolean;
}

/** How far above a text its cell may be. */
const DEEPEST_CELL = 6;
/** A structure repeats from this many rows on. */
const FEWEST_ROWS = 3;
/** So many rows tell what a column is. */
const MOST_ROWS = 60;
const LONGEST_CELL = 60;
const SOME_DIGIT = new RegExp(`[${DIGIT_CLASS}]`);
/** A row has no more cells, and what else is looked at beside it is bounded: pages may be built to waste time. */
const MOST_CELLS = 200;
const MOST_SIBLINGS = 3000;

/** Rows of a table that are built alike: same tag, same number of cells. */
interface Shape {
  tagName: string;
  size: number;
  /** Cells of the first rows; gathered once for all columns. */
  rows: Element[][] | undefined;
  columns: Column[];
  tallies: Tally[];
}

interface Table {
  repeats: boolean;
  shapes: Map<string, Shape>;
  /** The shape asked for last: neighbours are most often alike. */
  latest: Shape | undefined;
}

/**
 * Columns of tables and of everything built like one: rows of the same tag under one parent, cells by their place in the
 * row. Works on tables, on Zoho's `lyte-exptable-td`, on ARIA grids and on bare `div`s alike, without reading tags.
 *
 * @param strengthOf how strong the best number in a cell's text is; -1 for none
 */
export function createColumns(strengthOf: (text: string) => number, country: string | undefined) {
  const tables = new Map<Element, Table>();
  /** The row asked for last: its other cells are most often asked for next. */
  let latest: { row: Element; parent: Element; cells: Element[]; table: Table } | undefined;

  function tableOf(parent: Element, tagName: string): Table {
    let table = tables.get(parent);
    if (table?.repeats) return table;
    let same = 0;
    let row = firstElementChildOf(parent);
    for (let looked = 0; row && same < FEWEST_ROWS && looked < MOST_SIBLINGS; looked++) {
      if (tagNameOf(row) === tagName && hasCells(row)) same++;
      row = nextElementSiblingOf(row);
    }
    table = { repeats: same >= FEWEST_ROWS, shapes: new Map(), latest: undefined };
    tables.set(parent, table);
    return table;
  }

  function shapeOf(table: Table, row: Element, size: number): Shape {
    const tagName = tagNameOf(row);
    if (table.latest?.size === size && table.latest.tagName === tagName) return table.latest;
    const key = `${tagName} ${size}`;
    let shape = table.shapes.get(key);
    if (!shape) table.shapes.set(key, (shape = { tagName, size, rows: undefined, columns: [], tallies: [] }));
    return (table.latest = shape);
  }

  function rowsOf(shape: Shape, parent: Element): Element[][] {
    if (shape.rows) return shape.rows;
    const rows: Element[][] = [];
    let at = firstElementChildOf(parent);
    for (let looked = 0; at && rows.length < MOST_ROWS && looked < MOST_SIBLINGS; looked++) {
      const cells = tagNameOf(at) === shape.tagName ? cellsOf(at) : [];
      if (cells.length === shape.size) rows.push(cells);
      at = nextElementSiblingOf(at);
    }
    return (shape.rows = rows);
  }

  function tallyOf(shape: Shape, parent: Element, index: number): Tally {
    let tally = shape.tallies[index];
    if (tally) return tally;
    tally = shape.tallies[index] = createTally();
    for (const cells of rowsOf(shape, parent)) {
      const text = shortTextOf(cells[index]!).trim();
      if (text.length > 4 && text.length <= LONGEST_CELL && SOME_DIGIT.test(text))
        count(tally, text, strengthOf(text));
    }
    return tally;
  }

  /** All columns of the table together; only asked where a column has no separators at all. */
  function wholeTable(shape: Shape, parent: Element): Tally {
    const whole = createTally();
    for (let i = 0; i < Math.min(shape.size, 40); i++) whole.sure += tallyOf(shape, parent, i).sure;
    return whole;
  }

  function columnAt({ row, parent, cells, table }: NonNullable<typeof latest>, index: number): Column {
    const shape = shapeOf(table, row, cells.length);
    return (shape.columns[index] ??= createColumn(shape, index, row, parent));
  }

  function createColumn(shape: Shape, index: number, row: Element, parent: Element): Column {
    const first = firstRow(parent);
    // Two cells without a head are most often a name and its value, another kind in every row.
    const headed = isHead(first);
    const pairs = shape.size === 2 && !headed;
    const head = first === row || pairs || !first ? undefined : childrenOf(first)[index];
    const text = head ? shortTextOf(head).trim() : '';
    const verdicts: (Polarity | undefined)[] = [];
    return {
      heading: text.length <= 60 && !/\d{4}/.test(text) ? text : '',
      headed,
      verdict(strength) {
        const verdict = (verdicts[strength] ??= verdictOf(
          tallyOf(shape, parent, index),
          strength,
          country,
          () => wholeTable(shape, parent),
        ));
        return pairs && (strength >= 2 ? verdict < 0 : verdict > 0 && areFields(shape)) ? 0 : verdict;
      },
      isOfNumbers: () => areNumbers(tallyOf(shape, parent, index)) && wholeTable(shape, parent).sure < 3,
    };
  }

  /** The column a text's element stands in, or null where nothing repeats around it. */
  return function columnOf(element: Element): Column | null {
    let cell = element;
    for (let depth = 0; depth < DEEPEST_CELL; depth++) {
      const row = parentElementOf(cell);
      if (!row) return null;
      if (latest?.row === row) {
        const index = latest.cells.indexOf(cell);
        if (index >= 0 && latest.cells.length === childCountOf(row)) return columnAt(latest, index);
      }
      const parent = parentElementOf(row);
      if (!parent) return null;
      if (hasCells(row)) {
        const table = tableOf(parent, tagNameOf(row));
        if (table.repeats) {
          latest = { row, parent, cells: cellsOf(row), table };
          return columnAt(latest, latest.cells.indexOf(cell));
        }
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

/** Whether the first of two cells names what stands in the second, at least once. */
const areFields = ({ rows }: Shape): boolean =>
  rows?.some(([name]) => polarityOfLabel(shortTextOf(name!)) !== 0) ?? false;

/** Whether a row is marked as the head of its table. */
const isHead = (row: Element | null): boolean =>
  row !== null &&
  (tagNameOf(parentElementOf(row) ?? row) === 'THEAD' ||
    (firstElementChildOf(row) !== null &&
      [...childrenOf(row)].every(
        (cell) => /^TH$|-TH$/i.test(tagNameOf(cell)) || attributeOf(cell, 'role') === 'columnheader',
      )));

/** Whether an element has what a row has: two to so many children. Counting millions of them would take its time. */
function hasCells(row: Element): boolean {
  let at = firstElementChildOf(row);
  let cells = 0;
  for (; at && cells <= MOST_CELLS; cells++) at = nextElementSiblingOf(at);
  return cells > 1 && cells <= MOST_CELLS;
}

/** The first children of a row, one more than a row may have. */
function cellsOf(row: Element): Element[] {
  const cells: Element[] = [];
  for (let at = firstElementChildOf(row); at && cells.length <= MOST_CELLS; at = nextElementSiblingOf(at))
    cells.push(at);
  return cells;
}
