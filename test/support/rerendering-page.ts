import { h, render, type VNode } from 'preact';

interface Row {
  id: number;
  phone: string;
}

/** What a page that draws itself again and again notices of others: errors, and nodes it did not make. */
export interface Rerendered {
  rounds: number;
  errors: string[];
  foreign: number;
}

const phone = (n: number) => `(212) 555-01${String(n % 100).padStart(2, '0')}`;

const table = (rows: Row[]): VNode =>
  h(
    'table',
    null,
    h(
      'tbody',
      null,
      rows.map(({ id, phone }) =>
        h(
          'tr',
          { key: id },
          h('td', null, `Contact ${id}`),
          h('td', null, h('span', null, phone), ' ', h('b', null, phone)),
        ),
      ),
    ),
  );

/** Redraws a keyed list as React does, and custom elements as Lyte does, on every frame for so long. */
export async function rerender(root: HTMLElement, ms: number): Promise<Rerendered> {
  const seen: Rerendered = { rounds: 0, errors: [], foreign: 0 };
  addEventListener('error', ({ message }) => seen.errors.push(message));
  const keyed = root.appendChild(document.createElement('div'));
  const lyte = root.appendChild(document.createElement('lyte-exptable'));
  const end = performance.now() + ms;
  while (performance.now() < end) {
    const round = seen.rounds++;
    const rows = Array.from({ length: 20 + (round % 7) }, (_, i) => ({
      id: (i * 7 + round) % 40,
      phone: phone(i + round),
    })).filter(({ id }, i, all) => all.findIndex((other) => other.id === id) === i);
    try {
      render(table(rows), keyed);
      const cell = document.createElement('lyte-exptable-td');
      const text = document.createTextNode(phone(round));
      cell.append(text);
      lyte.replaceChildren(cell);
      await new Promise((drawn) => requestAnimationFrame(drawn));
      // React throws where a node it made is no longer where it put it; so does this.
      cell.removeChild(text);
      lyte.removeChild(cell);
    } catch (error) {
      seen.errors.push(String(error));
    }
    if (keyed.querySelectorAll('*').length !== 2 + 5 * rows.length) seen.foreign++;
  }
  return seen;
}
