import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readRows } from '@/utils/crm/template/rows';
import { parseJson } from '@/utils/gjson/parse-json';

interface Vectors {
  documents: string[];
  cases: {
    id: string;
    document: number;
    anchor: string;
    outputs: [name: string, path: string][];
    rows: Record<string, string>[];
    note?: string;
  }[];
}

const vectors = JSON.parse(
  readFileSync(new URL('../../../fixtures/templates/rows.json', import.meta.url), 'utf8'),
) as Vectors;

const rowsOf = (document: string, anchor: string, outputs: [string, string][]) =>
  readRows(
    parseJson(document),
    outputs.map(([name, path]) => ({ name, path })),
    anchor,
  );

describe('rows of an answer', () => {
  it.each(vectors.cases.map((vector) => [vector.id, vector.note ?? vector.outputs[1]?.[1], vector] as const))(
    '%s %s',
    (_, __, { document, anchor, outputs, rows }) => {
      expect(rowsOf(vectors.documents[document]!, anchor, outputs)).toEqual(rows);
    },
  );

  it('never give one contact what belongs to another', () => {
    const answer = '{"data":[{"id":1,"zip":"A"},{"id":2},{"id":3,"zip":"C"}]}';
    expect(
      rowsOf(answer, 'ContactsId', [
        ['ContactsId', 'data.#.id'],
        ['ZipCode', 'data.#.zip'],
      ]),
    ).toEqual([
      { ContactsId: '1', ZipCode: 'A' },
      { ContactsId: '2', ZipCode: '' },
      { ContactsId: '3', ZipCode: 'C' },
    ]);
  });

  it('take an element by number for its row only, and another array by position', () => {
    const answer = '{"data":[{"id":1,"a":"x"},{"id":2,"a":"y"}],"more":[{"b":"p"},{"b":"q"}],"all":"z"}';
    expect(
      rowsOf(answer, 'ContactsId', [
        ['ContactsId', 'data.#.id'],
        ['City', 'data.1.a'],
        ['State', 'more.#.b'],
        ['Country', 'all'],
        ['Remark', 'more.#(b=="q").b'],
      ]),
    ).toEqual([
      { ContactsId: '1', City: '', State: 'p', Country: 'z', Remark: 'q' },
      { ContactsId: '2', City: 'y', State: 'q', Country: 'z', Remark: 'q' },
    ]);
  });

  it('leave out what has no id, and keep the id 0', () => {
    const answer = '[{"id":null,"n":"a"},{"n":"b"},{"id":"","n":"c"},{"id":false,"n":"d"},{"id":0,"n":"e"}]';
    expect(
      rowsOf(answer, 'ContactsId', [
        ['ContactsId', '#.id'],
        ['FirstName', '#.n'],
      ]),
    ).toEqual([{ ContactsId: '0', FirstName: 'e' }]);
  });
});
