/** Pages of a given number of text nodes, the same every time. */
export interface GeneratedPage {
  readonly nodes: number;
  /** Share of text nodes that hold a number. */
  readonly numbers: number;
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const WORDS =
  'Acme Logistics Ava Dubois Open Qualified Berlin follow up next week Northwind Traders renewal'.split(' ');

/** Tables of ten columns, as CRM lists are: words, dates, amounts, record ids, and numbers in some cells. */
export function generatePage({ nodes, numbers }: GeneratedPage): string {
  const random = randomFrom(7);
  const digits = (length: number) => Array.from({ length }, () => Math.floor(random() * 10)).join('');
  const phone = () => `(${['212', '415', '702', '312'][Math.floor(random() * 4)]}) 555-01${digits(2)}`;
  const cell = () => {
    const kind = random();
    if (kind < numbers) return phone();
    const rest = random();
    if (rest < 0.12) return `${1 + Math.floor(random() * 12)}/${1 + Math.floor(random() * 28)}/2026`;
    if (rest < 0.2) return `$${digits(2)},${digits(3)}.${digits(2)}`;
    if (rest < 0.28) return `5150868000${digits(9)}`;
    return `${WORDS[Math.floor(random() * WORDS.length)]} ${WORDS[Math.floor(random() * WORDS.length)]}`;
  };
  let rows = '';
  for (let row = 0; row < nodes / 10; row++) {
    let cells = '';
    for (let i = 0; i < 10; i++) cells += `<td>${cell()}</td>`;
    rows += `<tr>${cells}</tr>`;
  }
  return `<!doctype html><meta charset="utf-8"><title>List</title><table><tbody>${rows}</tbody></table>`;
}

/** 2,000 rows with a US and a UK number each, dates and order ids. */
export function generateLongTable(rows: number): string {
  const random = randomFrom(11);
  const digits = (length: number) => Array.from({ length }, () => Math.floor(random() * 10)).join('');
  let body = '<tr><th>Name</th><th>Phone</th><th>Mobile</th><th>Created</th><th>Order</th></tr>';
  for (let row = 0; row < rows; row++)
    body += `<tr><td>Person ${row}</td><td>(212) 555-01${digits(2)}</td><td>+44 20 7946 0${digits(3)}</td><td>2026-03-${10 + Math.floor(random() * 19)}</td><td>${digits(10)}</td></tr>`;
  return `<!doctype html><meta charset="utf-8"><title>Table</title><table><tbody>${body}</tbody></table>`;
}

/** Text built to make matchers slow; each is repeated to a megabyte. */
export const HOSTILE = [
  '1-',
  '1 ',
  '1.',
  '(',
  '1 1 1',
  '+',
  '+1',
  '0',
  '12345 ',
  'x1',
  '1,',
  '(1)',
  '١',
  '1\u200b',
  'A1-',
];
