import { createTally } from '@/utils/numbers/tally';
import type { Tally } from '@/utils/numbers/tally';

/** A place in a repeated structure: the same cell of every row. */
export interface Column {
  tally: Tally;
  /** Counted over all columns of the same table. */
  table: Tally;
  /** What stands in the first row at this place, if that row is made of words. */
  heading: string;
}

/** How far above a text its cell may be. */
const DEEPEST_CELL = 6;
/** A structure repeats from this many rows on. */
const FEWEST_ROWS = 3;

interface Rows {
  first: Element;
  repeats: boolean;
}

/**
 * Columns of tables and of everything built like one: rows of the same tag under one parent, cells by their place in
 * the row. Works on tables, on Zoho's `lyte-exptable-td`, on ARIA grids and on bare `div`s alike, without reading tags.
 */
export function createColumns() {
  const rowsOf = new Map<Element, Rows>();
  const columns = new Map<Element, Map<string, Column>>();
  const tables = new Map<Element, Tally>();
  const byCell = new Map<Element, Column | null>();

  function rows(parent: Element, tagName: string): Rows {
    let known = rowsOf.get(parent);
    if (!known) {
      const first = firstRow(parent) ?? parent;
      let same = 0;
      for (let row = parent.firstElementChild; row && same < FEWEST_ROWS; row = row.nextElementSibling)
        if (row.tagName === tagName && row.childElementCount > 1) same++;
      known = { first, repeats: same >= FEWEST_ROWS };
      rowsOf.set(parent, known);
    }
    return known;
  }

  function columnAt(cell: Element, row: Element, parent: Element): Column {
    const key = `${row.tagName} ${row.childElementCount} ${indexOf(cell)}`;
    let own = columns.get(parent);
    if (!own) columns.set(parent, (own = new Map()));
    let table = tables.get(parent);
    if (!table) tables.set(parent, (table = createTally()));
    let column = own.get(key);
    if (!column) {
      const { first } = rows(parent, row.tagName);
      const head = first === row ? null : first.children[indexOf(cell)];
      const text = head?.textContent?.trim() ?? '';
      column = {
        tally: createTally(),
        table,
        heading: text.length <= 60 && !/\d{4}/.test(text) ? text : '',
      };
      own.set(key, column);
    }
    return column;
  }

  /** The column a text's element stands in, or null where nothing repeats around it. */
  return function columnOf(element: Element): Column | null {
    const known = byCell.get(element);
    if (known !== undefined) return known;
    let found: Column | null = null;
    let cell = element;
    for (let depth = 0; depth < DEEPEST_CELL; depth++) {
      const row = cell.parentElement;
      const parent = row?.parentElement;
      if (!row || !parent) break;
      if (row.childElementCount > 1 && rows(parent, row.tagName).repeats) {
        found = columnAt(cell, row, parent);
        break;
      }
      cell = row;
    }
    byCell.set(element, found);
    return found;
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

function indexOf(cell: Element): number {
  let index = 0;
  for (let at = cell.previousElementSibling; at; at = at.previousElementSibling) index++;
  return index;
}
