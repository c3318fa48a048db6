import { type Answer, json, noContent, Refusal } from '../answer.ts';
import { isObject, type ZohoRecord } from '../zoho-record.ts';
import { type ApiCall, type ApiContext, requireScope } from './api-call.ts';
import { type Condition, parseCoql, type Where } from './coql-parser.ts';

const invalidColumn = (name: string, clause?: string) =>
  new Refusal(400, 'INVALID_QUERY', 'column given seems to be invalid', {
    column_name: name,
    ...(clause && { clause }),
  });

/** The value of a column; `Account_Name.Account_Name` follows a lookup. */
function read(context: ApiContext, module: string, record: ZohoRecord, column: string): unknown {
  const [first, ...rest] = column.split('.');
  const value = record[first!];
  if (!rest.length || !isObject(value)) return rest.length ? null : value;
  const target = context.data.metadata.module(module)?.fields.get(first!)?.lookupModule;
  const linked = target ? context.data.get(target, String(value.id)) : undefined;
  return linked ? read(context, target!, linked, rest.join('.')) : value[rest.join('.')];
}

const asText = (value: unknown): string =>
  value === null || value === undefined ? '' : String(isObject(value) ? value.id : value);

function likeTest(pattern: string): (text: string) => boolean {
  const wanted = pattern.toLowerCase().replace(/^%|%$/g, '');
  const starts = pattern.startsWith('%');
  const ends = pattern.endsWith('%');
  return (text) => {
    const value = text.toLowerCase();
    if (starts && ends) return value.includes(wanted);
    if (starts) return value.endsWith(wanted);
    return ends ? value.startsWith(wanted) : value === wanted;
  };
}

function compare(stored: unknown, wanted: string): number {
  const text = asText(stored);
  const moment = /^\d{4}-\d{2}-\d{2}T/.test(wanted);
  const [a, b] = moment ? [Date.parse(text), Date.parse(wanted)] : [Number(text), Number(wanted)];
  if (!Number.isNaN(a) && !Number.isNaN(b) && text !== '') return a - b;
  return text.toLowerCase().localeCompare(wanted.toLowerCase());
}

function holds({ operator, values }: Condition, stored: unknown): boolean {
  const text = asText(stored);
  const first = values[0] ?? '';
  const same = (value: string) => text.toLowerCase() === value.toLowerCase();
  switch (operator) {
    case 'is null':
      return text === '';
    case 'is not null':
      return text !== '';
    case '=':
      return same(first);
    case '!=':
      return !same(first);
    case 'like':
      return likeTest(first)(text);
    case 'not like':
      return !likeTest(first)(text);
    case 'in':
      return values.some(same);
    case 'not in':
      return !values.some(same);
    case 'between':
      return compare(stored, first) >= 0 && compare(stored, values[1]!) <= 0;
    case '<':
      return text !== '' && compare(stored, first) < 0;
    case '<=':
      return text !== '' && compare(stored, first) <= 0;
    case '>':
      return text !== '' && compare(stored, first) > 0;
    default:
      return text !== '' && compare(stored, first) >= 0;
  }
}

/** POST /coql. It sees new records at once, unlike search, and compares numbers as they are written. */
export function coql(context: ApiContext, call: ApiCall): Answer {
  requireScope(context, 'coql', null, 'READ');
  const text = isObject(call.body) ? call.body.select_query : undefined;
  if (text === undefined)
    throw new Refusal(400, 'MANDATORY_NOT_FOUND', 'required field not found', { api_name: 'select_query' });
  if (typeof text !== 'string')
    throw new Refusal(400, 'INVALID_DATA', 'invalid data', {
      expected_data_type: 'string',
      api_name: 'select_query',
      json_path: '$.select_query',
    });
  const query = parseCoql(text);
  const module = context.data.metadata.module(query.module);
  if (!module?.visible)
    throw new Refusal(400, 'INVALID_QUERY', 'module name given seems to be invalid', {
      module: query.module,
    });
  requireScope(context, 'modules', module.api_name, 'READ');
  const most = call.version >= 7 ? { columns: 500, values: 100 } : { columns: 50, values: 50 };
  if (query.columns.length > most.columns)
    throw new Refusal(400, 'LIMIT_EXCEEDED', 'Maximum limit exceeded', {
      limit: most.columns,
      clause: 'select',
    });

  const check = (column: string, clause?: string) => {
    const first = column.split('.')[0]!;
    if (first !== 'id' && first !== '$se_module' && !module.fields.has(first))
      throw invalidColumn(column, clause);
  };
  query.columns.forEach((column) => check(column));
  const walk = (where: Where): void => {
    if ('join' in where) {
      walk(where.left);
      walk(where.right);
    } else {
      check(where.column, 'where');
      if (where.values.length > most.values)
        throw new Refusal(400, 'LIMIT_EXCEEDED', 'Maximum limit exceeded', {
          limit: most.values,
          operator: 'in',
        });
    }
  };
  walk(query.where);
  query.orderBy.forEach(({ column }) => check(column, 'order by'));

  const fits = (where: Where, record: ZohoRecord): boolean => {
    if (!('join' in where)) return holds(where, read(context, module.api_name, record, where.column));
    return where.join === 'and'
      ? fits(where.left, record) && fits(where.right, record)
      : fits(where.left, record) || fits(where.right, record);
  };
  const found = context.data.list(module.api_name).filter((record) => fits(query.where, record));
  for (const { column, descending } of query.orderBy.toReversed())
    found.sort((a, b) => {
      const order = compare(
        read(context, module.api_name, a, column),
        asText(read(context, module.api_name, b, column)),
      );
      return descending ? -order : order;
    });
  const limit = call.inComposite ? Math.min(query.limit, 25) : query.limit;
  const rows = found.slice(query.offset, query.offset + limit);
  if (!rows.length) return noContent;
  const shown = rows.map((record) => {
    const columns = query.columns.map((column) => {
      const value = read(context, module.api_name, record, column) ?? null;
      return [column, isObject(value) && 'id' in value ? { ...value } : value] as const;
    });
    return { ...Object.fromEntries(columns), id: record.id };
  });
  return json(200, {
    data: shown,
    info: { count: rows.length, more_records: query.offset + rows.length < found.length },
  });
}
