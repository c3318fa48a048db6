import type { DrawnPage } from './redrawn-page.ts';

const ROWS = 20;

/**
 * A list as Zoho's Lyte draws it: custom elements in the light DOM, whose rows are emptied and filled anew, and taken out
 * by the nodes that were put in.
 */
export function createPage(root: HTMLElement): DrawnPage {
  const errors: string[] = [];
  addEventListener('error', ({ message }) => errors.push(message));
  const list = document.createElement('lyte-exptable');
  root.append(list);
  let round = 0;
  let drawn: { row: HTMLElement; cell: HTMLElement; text: Text }[] = [];
  const digits = (row: number) => String((row + round) % 100).padStart(2, '0');

  function draw(): void {
    try {
      for (const { row, cell, text } of drawn) {
        // Throws where one of them is no longer where it was put.
        cell.removeChild(text);
        row.removeChild(cell);
        list.removeChild(row);
      }
    } catch (error) {
      errors.push(String(error));
      list.replaceChildren();
    }
    drawn = Array.from({ length: ROWS }, (_, i) => {
      const row = document.createElement('lyte-exptable-tr');
      const cell = document.createElement('lyte-exptable-td');
      const text = document.createTextNode(`(212) 555-01${digits(i)}`);
      row.style.display = 'block';
      cell.append(text);
      row.append(cell);
      list.append(row);
      return { row, cell, text };
    });
  }
  draw();

  return {
    take() {},
    next() {
      round++;
      draw();
    },
    rest: () => ({
      rounds: round,
      errors,
      foreign: Math.abs(root.querySelectorAll('*').length - 1 - 2 * ROWS),
      numbers: drawn.map((_, i) => `+121255501${digits(i)}`),
    }),
  };
}
