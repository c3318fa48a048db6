// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { createDigitReader } from '@/utils/page/digit-texts';

/** What is said of texts that stand one after the other; those of one list are read at once. */
function read(...batches: string[][]) {
  const into = { texts: [] as Text[], candidates: [] as Text[], joints: [] as Text[] };
  const reader = createDigitReader(document, into);
  document.body.replaceChildren();
  for (const batch of batches) {
    const nodes = batch.map((data) => {
      const element = document.createElement('span');
      const node = document.createTextNode(data);
      element.append(node);
      document.body.append(element);
      return node;
    });
    const lengths = nodes.map(({ length }) => length);
    reader({ nodes, lengths, size: lengths.reduce((sum, length) => sum + length, 0) });
  }
  const data = (nodes: Text[]) => nodes.map((node) => node.data);
  return { texts: data(into.texts), candidates: data(into.candidates), joints: data(into.joints) };
}

describe('texts with digits', () => {
  it('are told from the others, each by its own', () => {
    expect(read(['Acme', 'Room 5', '', 'Ava', '7']).texts).toEqual(['Room 5', '7']);
  });

  it.each([
    '(212) 555-0106',
    'call 212.555.0106 today',
    '+44 20 7946 0018',
    '4155550123',
    '1-800-FLOWERS',
    'call (877) GET-HELP',
    '٠١٢٣٤٥',
    '２１２５５５',
    '12/3/2026 at 212-555-0106',
  ])('may hold a number: %s', (text) => {
    expect(read(['Acme', text, 'Berlin']).candidates).toEqual([text]);
  });

  it.each([
    'Room 12345',
    '12/3/2026',
    '2026-03-12',
    '3.12.2026',
    '5150868000000123456',
    '$12,345.67',
    '12 apples and 34 pears and 56 plums',
    '800 people',
  ])('hold none: %s', (text) => {
    expect(read(['Acme', text, 'Berlin'])).toEqual({ texts: [text], candidates: [], joints: [] });
  });

  it('are joints where the digits may go on in the next text', () => {
    expect(read(['(212)', ' ', '555-0106', 'Ava', '7']).joints).toEqual(['(212)', '555-0106']);
  });

  it('are joints where an extension follows in the next text', () => {
    expect(read(['(212) 555-0106', ' ext. ', '12']).joints).toEqual(['(212) 555-0106', '12']);
    expect(read(['(212) 555-0106', ' before ', '12']).joints).toEqual([]);
  });

  it('are no joints beside a date or the id of a record', () => {
    expect(read(['12/3/2026', ' ', '555-0106']).joints).toEqual([]);
    expect(read(['5150868000000123456', ' ', '555-0106']).joints).toEqual([]);
  });

  it('are joints over the edge of what is read at once', () => {
    expect(read(['Acme', '(212)'], ['555-0106', 'Ava']).joints).toEqual(['(212)', '555-0106']);
  });

  it('are read no further than the length that is given', () => {
    const into = { texts: [] as Text[], candidates: [] as Text[], joints: [] as Text[] };
    const node = document.createTextNode('Acme (212) 555-0106');
    document.body.replaceChildren(node);
    createDigitReader(document, into)({ nodes: [node], lengths: [5], size: 5 });
    expect(into.texts).toEqual([]);
  });
});
