import { ruleFor } from '@/utils/settings/fields';
import { DEFAULTS, type Settings } from '@/utils/settings/schema';
import { readLeaves, type Problem } from '@/utils/settings/validate';

/** Settings as they hold, which of them policy fixed, and what could not be used. */
export interface MergedSettings {
  settings: Settings;
  /** Dotted paths set by policy. */
  locked: string[];
  problems: Problem[];
}

/** True for paths whose values live in the vault. */
export function isSecretPath(path: string): boolean {
  return ruleFor(path)?.secret === true || path.startsWith('crm.template.secret.');
}

/** Reads the value at a dotted path of a settings tree. */
export function getPath(tree: unknown, path: string): unknown {
  let node = tree;
  for (const key of path.split('.')) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return undefined;
    node = (node as Record<string, unknown>)[key];
  }
  return node;
}

/** A copy of the tree with one value set; branches that are missing are made. */
export function withPath<T>(tree: T, path: string, value: unknown): T {
  const [head, ...rest] = path.split('.') as [string, ...string[]];
  const node = (tree ?? {}) as Record<string, unknown>;
  return {
    ...node,
    [head]: rest.length === 0 ? value : withPath(node[head] ?? {}, rest.join('.'), value),
  } as T;
}

/** Policy over the user's settings over the defaults. Secrets in either are left out: see `secretsIn`. */
export function mergeSettings(user: unknown, policy: unknown): MergedSettings {
  let settings = structuredClone(DEFAULTS);
  const fromUser = readLeaves(user);
  const fromPolicy = readLeaves(policy);
  for (const leaves of [fromUser.leaves, fromPolicy.leaves])
    for (const [path, value] of leaves) if (!isSecretPath(path)) settings = withPath(settings, path, value);
  return {
    settings,
    locked: [...fromPolicy.leaves.keys()],
    problems: [
      ...fromPolicy.problems.map(({ path, message }) => ({
        path,
        message: `Set by your organisation: ${message}`,
      })),
      ...fromUser.problems,
    ],
  };
}

/** The secrets in a tree from outside, by path; empty ones too (they clear). */
export function secretsIn(tree: unknown): Map<string, string> {
  return new Map([...readLeaves(tree).leaves].filter(([path]) => isSecretPath(path))) as Map<string, string>;
}

/** A tree without its secrets and without what could not be used: what may stand in `storage.local`. */
export function withoutSecrets(tree: unknown): object {
  let clean = {};
  for (const [path, value] of readLeaves(tree).leaves)
    if (!isSecretPath(path)) clean = withPath(clean, path, value);
  return clean;
}
