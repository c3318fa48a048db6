import { ruleFor, type FieldRule } from '@/utils/settings/fields';

/** Something in a settings file, a policy or a form that cannot be used; the rest is. */
export interface Problem {
  path: string;
  message: string;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function checkText(value: unknown, max: number, check?: (value: string) => string | null): string | null {
  if (typeof value !== 'string') return 'This must be text.';
  if (value.length > max) return `This is too long: at most ${max} characters.`;
  return check?.(value) ?? null;
}

function checkList(value: unknown, rule: Extract<FieldRule, { kind: 'list' }>): string | null {
  if (!Array.isArray(value)) return 'This must be a list.';
  if (value.length > rule.max) return `Too many entries: at most ${rule.max}.`;
  for (const item of value) {
    const problem = checkText(item, rule.itemMax, rule.check);
    if (problem) return problem;
    if (rule.options && !rule.options.includes(item as string))
      return `Choose from: ${rule.options.join(', ')}.`;
  }
  return null;
}

function checkMap(value: unknown, rule: Extract<FieldRule, { kind: 'map' }>): string | null {
  if (!isObject(value)) return 'This must be a list of names and values.';
  const entries = Object.entries(value);
  if (entries.length > rule.max) return `Too many entries: at most ${rule.max}.`;
  if (entries.some(([name]) => !/^[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(name) || name === '__proto__'))
    return 'Names may hold letters, digits and underscores only.';
  return entries.map(([, item]) => checkText(item, rule.valueMax)).find(Boolean) ?? null;
}

function checkIceServers(value: unknown): string | null {
  if (!Array.isArray(value) || value.length > 8) return 'This must be a list of at most 8 servers.';
  for (const server of value) {
    if (!isObject(server)) return 'Each server needs an address, such as stun:stun.example.com.';
    const urls = Array.isArray(server.urls) ? server.urls : [server.urls];
    if (!urls.every((url) => typeof url === 'string' && /^(stun|stuns|turn|turns):[^\s]{1,300}$/.test(url)))
      return 'Addresses begin with stun:, turn: or turns:.';
    for (const name of ['username', 'credential'])
      if (server[name] !== undefined && typeof server[name] !== 'string')
        return 'User name and password must be text.';
  }
  return null;
}

function checkColleagues(value: unknown, max: number): string | null {
  if (!Array.isArray(value)) return 'This must be a list of extensions with names.';
  if (value.length > max) return `Too many entries: at most ${max}.`;
  for (const colleague of value) {
    if (!isObject(colleague)) return 'Each colleague needs an extension and a name.';
    if (typeof colleague.number !== 'string' || !/^[0-9A-Za-z._-]{1,32}$/.test(colleague.number))
      return 'Each entry begins with an extension, such as 1002.';
    const problem = checkText(colleague.name, 80);
    if (problem) return problem;
  }
  return null;
}

/** What is wrong with one setting's value, in plain words, or null. */
export function checkField(path: string, value: unknown): string | null {
  const rule = ruleFor(path);
  if (!rule) return 'Switchhook does not know this setting.';
  switch (rule.kind) {
    case 'text':
      return checkText(value, rule.max, rule.check);
    case 'flag':
      return typeof value === 'boolean' ? null : 'This must be on or off (true or false).';
    case 'choice':
      return rule.options.includes(value as string) ? null : `Choose from: ${rule.options.join(', ')}.`;
    case 'number':
      return typeof value === 'number' && Number.isInteger(value) && value >= rule.min && value <= rule.max
        ? null
        : `This must be a whole number from ${rule.min} to ${rule.max}.`;
    case 'list':
      return checkList(value, rule);
    case 'map':
      return checkMap(value, rule);
    case 'ice-servers':
      return checkIceServers(value);
    case 'colleagues':
      return checkColleagues(value, rule.max);
  }
}

/**
 * Reads a tree of settings from outside (storage, import, policy) into checked leaves by dotted path. What cannot be used
 * is named and left out; nothing throws. Keys of the template's secret fields (`crm.template.secret.*`) are accepted.
 */
export function readLeaves(tree: unknown): { leaves: Map<string, unknown>; problems: Problem[] } {
  const leaves = new Map<string, unknown>();
  const problems: Problem[] = [];
  function visit(node: unknown, path: string, depth: number): void {
    if (ruleFor(path) || /^crm\.template\.secret\.[A-Za-z_]\w{0,63}$/.test(path)) {
      const message = ruleFor(path) ? checkField(path, node) : checkText(node, 2048);
      if (message) problems.push({ path, message });
      else leaves.set(path, node);
      return;
    }
    if (!isObject(node) || depth > 4) {
      problems.push({ path: path || '(file)', message: 'Switchhook does not know this setting.' });
      return;
    }
    for (const key of Object.keys(node)) visit(node[key], path ? `${path}.${key}` : key, depth + 1);
  }
  visit(tree ?? {}, '', 0);
  return { leaves, problems };
}
