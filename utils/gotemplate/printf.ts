import { formatDefault, formatShortest, goExponent } from '@/utils/gotemplate/format';
import { bytesOf, isList, isMap, sortedKeys, typeName, type Value } from '@/utils/gotemplate/value';

interface Directive {
  readonly verb: string;
  readonly flags: string;
  readonly width: number;
  /** -1: not given. */
  readonly precision: number;
}

const DIRECTIVE = /%([-+# 0]*)(\d{0,6})(?:\.(\d{0,6}))?([^])?/gu;

/**
 * Go's `fmt.Sprintf` for the verbs `v s q d x X o b c U e E f F g G t T %` with flags, width and precision. A verb that
 * does not fit its value, and values too many or too few, print what Go prints: `%!d(string=x)`, `%!s(MISSING)`.
 */
export function formatPrintf(format: string, values: readonly Value[]): string {
  let used = 0;
  const text = format.replace(
    DIRECTIVE,
    (_, flags: string, width: string, precision?: string, verb?: string) => {
      if (verb === undefined) return '%!(NOVERB)';
      if (verb === '%') return '%';
      if (used >= values.length) return `%!${verb}(MISSING)`;
      const directive = {
        verb,
        flags,
        width: Number(width),
        precision: precision === undefined ? -1 : Number(precision),
      };
      return format1(values[used++]!, directive);
    },
  );
  const extra = values.slice(used).map((value) => `${typeName(value)}=${formatDefault(value)}`);
  return extra.length > 0 ? `${text}%!(EXTRA ${extra.join(', ')})` : text;
}

/** One value by one directive; lists and maps by their elements. */
function format1(value: Value, directive: Directive): string {
  if (directive.verb === 'T') return pad(typeName(value), directive);
  if (isList(value)) return `[${value.map((item) => format1(item, directive)).join(' ')}]`;
  if (isMap(value)) {
    const entries = sortedKeys(value).map(
      (key) => `${format1(key, directive)}:${format1(value.get(key)!, directive)}`,
    );
    return `map[${entries.join(' ')}]`;
  }
  // What is absent behaves as an empty text (facts/templates.md, 4.1).
  if (value === null) return directive.verb === 'v' ? pad('', directive) : format1('', directive);
  const text = byKind(value, directive);
  return text ?? `%!${directive.verb}(${typeName(value)}=${byKind(value, { ...directive, verb: 'v' })})`;
}

function byKind(value: string | boolean | bigint | number, directive: Directive): string | undefined {
  switch (typeof value) {
    case 'string':
      return formatText(value, directive);
    case 'bigint':
      return formatInteger(value, directive);
    case 'number':
      return formatFloat(value, directive);
    default:
      return 'vt'.includes(directive.verb) ? pad(String(value), directive) : undefined;
  }
}

function formatText(value: string, directive: Directive): string | undefined {
  const cut = directive.precision < 0 ? value : Array.from(value).slice(0, directive.precision).join('');
  switch (directive.verb) {
    case 'v':
      return directive.flags.includes('#') ? pad(quote(cut), directive) : pad(cut, directive);
    case 's':
      return pad(cut, directive);
    case 'q':
      return pad(quote(cut), directive);
    case 'x':
    case 'X': {
      const hex = Array.from(bytesOf(cut), (byte) => byte.toString(16).padStart(2, '0'));
      const prefix = directive.flags.includes('#') && hex.length > 0 ? '0x' : '';
      const text = prefix + hex.join(directive.flags.includes(' ') ? ` ${prefix}` : '');
      return pad(directive.verb === 'X' ? text.toUpperCase() : text, directive);
    }
    default:
      return undefined;
  }
}

const RADIX: Record<string, number> = { v: 10, d: 10, b: 2, o: 8, x: 16, X: 16 };

function formatInteger(value: bigint, directive: Directive): string | undefined {
  const { verb, flags } = directive;
  const isCharacter = value >= 0n && value <= 0x10ffffn;
  if (verb === 'c') return pad(isCharacter ? String.fromCodePoint(Number(value)) : '\ufffd', directive);
  if (verb === 'q')
    return pad(quote(isCharacter ? String.fromCodePoint(Number(value)) : '\ufffd', "'"), directive);
  if (verb === 'U') return pad(`U+${value.toString(16).toUpperCase().padStart(4, '0')}`, directive);
  const radix = RADIX[verb];
  if (radix === undefined) return undefined;
  let digits = (value < 0n ? -value : value).toString(radix);
  if (verb === 'X') digits = digits.toUpperCase();
  digits = digits.padStart(directive.precision, '0');
  const prefix = flags.includes('#') ? ({ x: '0x', X: '0X', o: '0', b: '0b' }[verb] ?? '') : '';
  const sign = value < 0n ? '-' : plusSign(flags);
  return padNumber(sign + prefix, digits, directive, directive.precision < 0);
}

function formatFloat(value: number, directive: Directive): string | undefined {
  const { verb, flags, precision } = directive;
  const kind = verb === 'v' ? 'g' : verb.toLowerCase();
  if (!'efg'.includes(kind)) return undefined;
  let digits: string;
  if (kind === 'g') digits = precision < 0 ? formatShortest(Math.abs(value), 'g') : general(value, precision);
  else if (kind === 'f') digits = fixed(Math.abs(value), Math.min(precision < 0 ? 6 : precision, 100));
  else digits = exponential(value, precision < 0 ? 6 : precision);
  if (verb === 'E' || verb === 'G') digits = digits.toUpperCase();
  return padNumber(value < 0 ? '-' : plusSign(flags), digits, directive, true);
}

/** Rounds exact halves to the even digit, as Go does; `toFixed` rounds them up. */
function fixed(value: number, precision: number): string {
  const doubled = value * 2 ** (precision + 1);
  if (!Number.isSafeInteger(doubled) || doubled % 2 === 0) return value.toFixed(precision);
  const half = BigInt(doubled) * 5n ** BigInt(precision);
  const rounded = half / 2n + ((half / 2n) % 2n);
  const digits = rounded.toString().padStart(precision + 1, '0');
  if (precision === 0) return digits;
  return `${digits.slice(0, -precision)}.${digits.slice(-precision)}`;
}

function exponential(value: number, precision: number): string {
  const [mantissa = '', exponent = ''] = Math.abs(value).toExponential(Math.min(precision, 100)).split('e');
  return `${mantissa}e${goExponent(Number(exponent))}`;
}

function general(value: number, precision: number): string {
  const rounded = Number(Math.abs(value).toPrecision(Math.min(Math.max(precision, 1), 100)));
  const exponent = Number(rounded.toExponential().split('e')[1]);
  return formatShortest(rounded, exponent < -4 || exponent >= Math.max(precision, 1) ? 'e' : 'f');
}

const plusSign = (flags: string) => (flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '');

function pad(text: string, { flags, width }: Directive): string {
  const missing = ' '.repeat(Math.max(0, width - Array.from(text).length));
  if (flags.includes('-')) return text + missing;
  return (flags.includes('0') ? missing.replaceAll(' ', '0') : missing) + text;
}

function padNumber(sign: string, digits: string, directive: Directive, zeros: boolean): string {
  const { flags, width } = directive;
  if (zeros && flags.includes('0') && !flags.includes('-'))
    return sign + digits.padStart(width - sign.length, '0');
  return pad(sign + digits, { ...directive, flags: flags.replaceAll('0', '') });
}

const SHORT: Record<string, string> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
};
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** A text as a Go string constant (`strconv.Quote`), or between other quotes. */
function quote(text: string, mark: '"' | "'" = '"'): string {
  let quoted = '';
  for (const letter of text) {
    const code = letter.codePointAt(0)!;
    if (letter === mark) quoted += `\\${letter}`;
    else if (SHORT[letter] !== undefined) quoted += SHORT[letter];
    else if (PRINTABLE.test(letter)) quoted += letter;
    else if (code < 0x80) quoted += `\\x${code.toString(16).padStart(2, '0')}`;
    else if (code > 0xffff) quoted += `\\U${code.toString(16).padStart(8, '0')}`;
    else quoted += `\\u${code.toString(16).padStart(4, '0')}`;
  }
  return mark + quoted + mark;
}
