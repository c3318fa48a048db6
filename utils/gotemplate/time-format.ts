const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const TOKENS = /yyyy|yy|MMMM|MMM|MM|dddd|ddd|dd|HH|hh|mm|ss|SSS|tt|Zz/g;
/** The range of JavaScript's dates, in seconds. */
const MAX_SECONDS = 8.64e12;

/**
 * A moment (seconds since 1970) in a time zone (IANA name, or `UTC`) by Yeastar's tokens: `yyyy yy MMMM MMM MM dddd ddd
 * dd HH hh mm ss SSS tt Zz`, all else as it stands. `SSS` is always `000`; `Zz` is `Z` at offset 0, else `+hh:mm`.
 *
 * @throws RangeError for a moment beyond the calendar or an unknown zone.
 */
export function timeFormat(seconds: number, format: string, zone: string): string {
  if (!(Math.abs(seconds) <= MAX_SECONDS)) throw new RangeError('the time is beyond the calendar');
  const { local, offsetMinutes } = localTime(seconds, zone);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = local.getUTCHours();
  const month = MONTHS[local.getUTCMonth()]!;
  const day = DAYS[local.getUTCDay()]!;
  const values: Record<string, string> = {
    yyyy: String(local.getUTCFullYear()).padStart(4, '0'),
    yy: two(local.getUTCFullYear() % 100),
    MMMM: month,
    MMM: month.slice(0, 3),
    MM: two(local.getUTCMonth() + 1),
    dddd: day,
    ddd: day.slice(0, 3),
    dd: two(local.getUTCDate()),
    HH: two(hours),
    hh: two(hours % 12 || 12),
    mm: two(local.getUTCMinutes()),
    ss: two(local.getUTCSeconds()),
    SSS: '000',
    tt: hours < 12 ? 'AM' : 'PM',
    Zz: offsetText(offsetMinutes),
  };
  return format.replace(TOKENS, (token) => values[token]!);
}

/** The wall clock of a zone, held in the UTC fields of a date. */
function localTime(seconds: number, zone: string): { local: Date; offsetMinutes: number } {
  if (zone === 'UTC') return { local: new Date(seconds * 1000), offsetMinutes: 0 };
  const parts = new Map<string, number>();
  for (const { type, value } of formatterOf(zone).formatToParts(seconds * 1000))
    parts.set(type, Number(value));
  const part = (name: string) => parts.get(name)!;
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return { local: new Date(local), offsetMinutes: Math.round((local / 1000 - seconds) / 60) };
}

function offsetText(minutes: number): string {
  if (minutes === 0) return 'Z';
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Formatters are slow to make and few. */
function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}
