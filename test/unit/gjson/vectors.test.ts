import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { get } from '@/utils/gjson/get';

/** Answers of tidwall/gjson v1.18.0 (`compare: "json"`: layout of the text is free). */
interface Vectors {
  documents: string[];
  cases: {
    id: string;
    tier: 'core' | 'edge';
    document: number;
    path: string;
    exists: boolean;
    type: string;
    string: string;
    array: [type: string, string: string][];
    compare?: 'json';
  }[];
}

const vectors = JSON.parse(
  readFileSync(new URL('../../fixtures/templates/gjson.json', import.meta.url), 'utf8'),
) as Vectors;

const text = (type: string, string: string, compare?: 'json') =>
  compare === 'json' && type === 'JSON' ? JSON.parse(string) : string;

describe('GJSON paths find what gjson finds', () => {
  it.each(vectors.cases.map((vector) => [vector.id, vector.path, vector] as const))(
    '%s %s',
    (_, path, vector) => {
      const found = get(vectors.documents[vector.document]!, path);
      expect({
        exists: found.exists,
        type: found.type,
        string: text(found.type, found.string, vector.compare),
        array: found.array.map((item) => [item.type, text(item.type, item.string, vector.compare)]),
      }).toEqual({
        exists: vector.exists,
        type: vector.type,
        string: text(vector.type, vector.string, vector.compare),
        array: vector.array.map(([type, string]) => [type, text(type, string, vector.compare)]),
      });
    },
  );
});
