import { FIELDS, type FieldRule } from '@/utils/settings/fields';

/** A node of the JSON schema subset that Chrome takes for `storage.managed_schema`. */
type SchemaNode = {
  type: string;
  title?: string;
  properties?: Record<string, SchemaNode>;
  [more: string]: unknown;
};

function schemaOf(rule: FieldRule): SchemaNode {
  switch (rule.kind) {
    case 'text':
      return { type: 'string' };
    case 'flag':
      return { type: 'boolean' };
    case 'choice':
      return { type: 'string', enum: rule.options };
    case 'number':
      return { type: 'integer', minimum: rule.min, maximum: rule.max };
    case 'list':
      return {
        type: 'array',
        items: rule.options ? { type: 'string', enum: rule.options } : { type: 'string' },
      };
    case 'map':
      return { type: 'object', additionalProperties: { type: 'string' } };
    case 'colleagues':
      return {
        type: 'array',
        items: { type: 'object', properties: { number: { type: 'string' }, name: { type: 'string' } } },
      };
    case 'ice-servers':
      return {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            urls: { type: 'string' },
            username: { type: 'string' },
            credential: { type: 'string' },
          },
        },
      };
  }
}

/** The schema of enterprise policy: the same tree, the same keys, secrets included (they go to the vault on arrival). */
export function managedSchema(): SchemaNode {
  const root: SchemaNode = { type: 'object', properties: {} };
  for (const [path, rule] of Object.entries(FIELDS)) {
    let node = root;
    const keys = path.split('.');
    for (const key of keys.slice(0, -1)) {
      node.properties ??= {};
      node = node.properties[key] ??= { type: 'object', properties: {} };
    }
    node.properties![keys.at(-1)!] = schemaOf(rule);
  }
  root.properties!.crm!.properties!.template!.properties!.secret = {
    type: 'object',
    additionalProperties: { type: 'string' },
  };
  return root;
}
