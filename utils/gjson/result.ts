import { numberText } from '@/utils/gjson/number-text';
import { type JsonValue, rawOf } from '@/utils/gjson/value';

/** gjson's names of the JSON types; `JSON` is an object or array, `Missing` is nothing found. */
export type ResultType = 'Missing' | 'Null' | 'False' | 'Number' | 'String' | 'True' | 'JSON';

/** What a path found in a document. */
export class Result {
  readonly #value: JsonValue | undefined;

  constructor(value: JsonValue | undefined) {
    this.#value = value;
  }

  /** The value itself, `undefined` when nothing was found. */
  get value(): JsonValue | undefined {
    return this.#value;
  }

  get exists(): boolean {
    return this.#value !== undefined;
  }

  get type(): ResultType {
    return this.#value ? TYPES[this.#value.kind] : 'Missing';
  }

  /** The JSON text, `''` when nothing was found. */
  get raw(): string {
    return this.#value ? rawOf(this.#value) : '';
  }

  /** The value as text: strings without quotes, numbers without exponent, `''` for null and nothing, else JSON. */
  get string(): string {
    const value = this.#value;
    if (!value || value.kind === 'null') return '';
    if (value.kind === 'string') return value.text;
    return value.kind === 'number' ? numberText(rawOf(value)) : rawOf(value);
  }

  /** The items of an array; none for nothing and null; else the value alone. */
  get array(): Result[] {
    const value = this.#value;
    if (!value || value.kind === 'null') return [];
    return value.kind === 'array' ? value.items.map((item) => new Result(item)) : [this];
  }
}

const TYPES = {
  null: 'Null',
  false: 'False',
  number: 'Number',
  string: 'String',
  true: 'True',
  array: 'JSON',
  object: 'JSON',
} as const satisfies Record<JsonValue['kind'], ResultType>;
