import { equalsAny, order } from '@/utils/gotemplate/compare';
import { escapeHtml, escapeJs, urlEncode, urlQuery } from '@/utils/gotemplate/escape';
import { formatDefault, print, printAll } from '@/utils/gotemplate/format';
import { indexOf, lengthOf, sliceOf } from '@/utils/gotemplate/lists';
import { formatPrintf } from '@/utils/gotemplate/printf';
import { timeFormat } from '@/utils/gotemplate/time-format';
import { truthOf, typeName, type Value } from '@/utils/gotemplate/value';

/** What functions may know besides their arguments. */
export interface Environment {
  /** IANA name of the zone `TimeFormat` uses unless asked for UTC. */
  readonly timeZone: string;
}

interface GoFunction {
  readonly least: number;
  readonly most: number;
  apply(values: readonly Value[], environment: Environment): Value;
}

const define = (least: number, most: number, apply: GoFunction['apply']): GoFunction => ({
  least,
  most,
  apply,
});
const MANY = Number.POSITIVE_INFINITY;

/** `and` and `or` stand here for their names and counts; the executor evaluates their operands only as far as needed. */
const FUNCTIONS = new Map<string, GoFunction>([
  ['and', define(1, MANY, (values) => values.find((value) => !truthOf(value)) ?? values.at(-1)!)],
  ['or', define(1, MANY, (values) => values.find(truthOf) ?? values.at(-1)!)],
  ['not', define(1, 1, ([value]) => !truthOf(value!))],
  ['eq', define(2, MANY, ([first, ...others]) => equalsAny(first!, others))],
  ['ne', define(2, 2, ([a, b]) => !equalsAny(a!, [b!]))],
  ['lt', define(2, 2, ([a, b]) => order(a!, b!) < 0)],
  ['le', define(2, 2, ([a, b]) => order(a!, b!) <= 0)],
  ['gt', define(2, 2, ([a, b]) => order(a!, b!) > 0)],
  ['ge', define(2, 2, ([a, b]) => order(a!, b!) >= 0)],
  ['len', define(1, 1, ([value]) => lengthOf(value!))],
  ['index', define(1, MANY, ([value, ...indexes]) => indexOf(value!, indexes))],
  ['slice', define(1, 4, ([value, ...indexes]) => sliceOf(value!, indexes))],
  ['print', define(0, MANY, (values) => printAll(present(values)))],
  ['println', define(0, MANY, (values) => `${present(values).map(formatDefault).join(' ')}\n`)],
  ['printf', define(1, MANY, ([format, ...values]) => formatPrintf(text(format!), present(values)))],
  ['html', define(1, MANY, (values) => escapeHtml(printAll(present(values))))],
  ['js', define(1, MANY, (values) => escapeJs(printAll(present(values))))],
  ['urlquery', define(1, MANY, (values) => urlQuery(printAll(present(values))))],
  ['UrlEncode', define(1, 1, ([value]) => urlEncode(print(value!)))],
  ['Capitalize', define(1, 1, ([value]) => capitalize(print(value!)))],
  ['ToMillis', define(1, 1, ([value]) => toMillis(print(value!)))],
  [
    'TimeFormat',
    define(2, 3, ([moment, format, zone], { timeZone }) => {
      const written = print(moment!);
      if (written === '') return '';
      return timeFormat(
        Math.floor(seconds(written)),
        print(format!),
        print(zone ?? null) === '1' ? 'UTC' : timeZone,
      );
    }),
  ],
]);

export const isFunction = (name: string): boolean => FUNCTIONS.has(name);

/** The names a template may call. */
export const functionNames = (): string[] => [...FUNCTIONS.keys()];

/**
 * Calls a function.
 *
 * @throws TypeError or RangeError with what is wrong, in plain words; the executor adds the place.
 */
export function callFunction(name: string, values: readonly Value[], environment: Environment): Value {
  const { least, most, apply } = FUNCTIONS.get(name)!;
  if (values.length < least)
    throw new TypeError(`${name} needs ${least === most ? '' : 'at least '}${least} values`);
  if (values.length > most) throw new TypeError(`${name} takes at most ${most} values`);
  return apply(values, environment);
}

/** What is absent behaves as an empty text. */
const present = (values: readonly Value[]): readonly Value[] => values.map((value) => value ?? '');

function text(value: Value): string {
  if (value === null) return '';
  if (typeof value !== 'string') throw new TypeError(`a format is text, not ${typeName(value)}`);
  return value;
}

/** The first character in upper case; one that would become several stays, as in Go. */
function capitalize(word: string): string {
  const [first = ''] = word;
  const upper = first.toUpperCase();
  return (Array.from(upper).length === 1 ? upper : first) + word.slice(first.length);
}

function seconds(written: string): number {
  if (!/^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(written.trim()))
    throw new TypeError(`"${written.slice(0, 40)}" is no time in seconds`);
  return Number(written);
}

function toMillis(written: string): Value {
  if (written === '') return '';
  return /^-?\d{1,18}$/.test(written) ? BigInt(written) * 1000n : BigInt(Math.floor(seconds(written) * 1000));
}
