import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { isObject, type JsonObject } from './zoho-record.ts';

/** A parameter as a document declares it, its `$ref` followed. */
export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: JsonObject;
}

/** One operation of one document. Schemas are made into validators when first asked for. */
export interface Operation {
  readonly document: string;
  /** `older` (2025, OpenAPI 3.0) or `newer` (2026, OpenAPI 3.1). */
  readonly family: string;
  readonly parameters: readonly Parameter[];
  /** Undefined when the operation takes no JSON body. */
  bodyValidator(): ValidateFunction | undefined;
  readonly statuses: readonly string[];
  answerValidator(status: number): ValidateFunction | undefined;
}

/** Zoho's OpenAPI documents: both families, which differ in places. */
export interface OpenApiDocuments {
  /** The operations for a path such as `/crm/v8/Leads/search`: the closest templates of both families. */
  find(method: string, path: string): Operation[];
  validator(schema: JsonObject): ValidateFunction;
}

interface Entry {
  readonly document: string;
  readonly family: string;
  readonly pointer: string;
  readonly pattern: RegExp;
  /** Parts of the path that are fixed: more of them make a closer template. */
  readonly fixedParts: number;
  readonly methods: JsonObject;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const escapePointer = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

/** Zoho lists overlapping alternatives under `oneOf`, where only `anyOf` makes sense. */
function overlapping(_key: string, value: unknown): unknown {
  if (!isObject(value) || !Array.isArray(value.oneOf)) return value;
  const { oneOf, ...others } = value;
  return { ...others, anyOf: oneOf };
}

/** Some of Zoho's patterns are not valid with the `u` flag that JSON Schema asks for. */
const regExp = Object.assign(
  (pattern: string, flags: string) => {
    try {
      return new RegExp(pattern, flags);
    } catch {
      return new RegExp(pattern);
    }
  },
  { code: 'RegExp' },
);

/** Reads a folder of documents: the older family in it, the newer one in `2026/`, if they are there. */
export function loadOpenApiDocuments(folder: string): OpenApiDocuments {
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    validateSchema: false,
    validateFormats: false,
    logger: false,
    code: { regExp },
  });
  const documents = new Map<string, JsonObject>();
  const entries: Entry[] = [];

  function load(directory: string, family: string, prefix: string): void {
    if (!existsSync(directory)) return;
    for (const name of readdirSync(directory).filter((file) => file.endsWith('.json'))) {
      const document = JSON.parse(readFileSync(join(directory, name), 'utf8'), overlapping) as JsonObject;
      const key = family === 'older' ? name : `${family}-${name}`;
      documents.set(key, document);
      ajv.addSchema(document, key);
      for (const [path, methods] of Object.entries((document.paths ?? {}) as Record<string, JsonObject>)) {
        const whole = prefix + path;
        const literal = whole.replace(/\{[^}]+\}/g, '\u0000').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
        entries.push({
          document: key,
          family,
          pointer: `/paths/${escapePointer(path)}`,
          pattern: new RegExp(`^${literal.replaceAll('\u0000', '[^/]+')}$`),
          fixedParts: whole.split('/').filter((part) => !part.includes('{')).length,
          methods,
        });
      }
    }
  }
  load(folder, 'older', '');
  load(join(folder, '2026'), 'newer', '/crm/v8');

  function follow(document: string, value: unknown): JsonObject {
    if (!isObject(value)) return {};
    if (typeof value.$ref !== 'string') return value;
    const [file, pointer = ''] = value.$ref.split('#');
    let found: unknown = documents.get(file || document);
    for (const part of pointer.split('/').slice(1))
      found = isObject(found) ? found[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined;
    return follow(file || document, found);
  }

  /** A document may refer to one that is not there; it then has nothing to say. */
  function compile(reference: string): ValidateFunction | undefined {
    try {
      return ajv.getSchema(reference) ?? ajv.compile({ $ref: reference });
    } catch {
      return undefined;
    }
  }

  function operation(entry: Entry, method: string): Operation {
    const plan = entry.methods[method] as JsonObject;
    const declared = [entry.methods.parameters, plan.parameters].flatMap((list) =>
      Array.isArray(list) ? list : [],
    );
    const jsonSchema = (holder: unknown, pointer: string): string | undefined => {
      const reference = isObject(holder) && typeof holder.$ref === 'string' ? holder.$ref : undefined;
      const content = follow(entry.document, holder).content;
      const type = isObject(content) && Object.keys(content).find((name) => name.includes('json'));
      if (!type) return undefined;
      const base = reference?.startsWith('#')
        ? `${entry.document}${reference}`
        : `${entry.document}#${pointer}`;
      return `${base}/content/${escapePointer(type)}/schema`;
    };
    const responses = (plan.responses ?? {}) as Record<string, unknown>;
    const compiled = (reference: string | undefined) => (reference ? compile(reference) : undefined);
    return {
      document: entry.document,
      family: entry.family,
      parameters: declared.map((parameter) => {
        const { name, in: place, required, schema } = follow(entry.document, parameter);
        return {
          name: String(name),
          in: String(place),
          required: required === true,
          schema: follow(entry.document, schema),
        };
      }),
      bodyValidator: () => compiled(jsonSchema(plan.requestBody, `${entry.pointer}/${method}/requestBody`)),
      statuses: Object.keys(responses),
      answerValidator: (status) =>
        compiled(jsonSchema(responses[status], `${entry.pointer}/${method}/responses/${status}`)),
    };
  }

  return {
    find(method, path) {
      const verb = method.toLowerCase();
      if (!METHODS.includes(verb)) return [];
      const fitting = entries.filter((entry) => entry.pattern.test(path) && isObject(entry.methods[verb]));
      const closest = Math.max(...fitting.map((entry) => entry.fixedParts));
      return fitting.filter((entry) => entry.fixedParts === closest).map((entry) => operation(entry, verb));
    },
    validator: (schema) => ajv.compile(schema),
  };
}
