import type { Plugin } from 'vite';

const ROOT = new URL('../../..', import.meta.url).pathname.replace(/\/$/, '');

/**
 * Groups of rules that can be left out of a search, and what then stands in their place: for each module the exports that
 * answer differently; `real` is the module as it is. Only a build for the benchmark is made so.
 */
export const RULES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  words: {
    'utils/numbers/context-words':
      'export const polarityBefore = () => 0, polarityOfLabel = () => 0, polarityOfIdentifier = () => 0;',
  },
  units: { 'utils/numbers/context-words': 'export const isUnitBehind = () => false;' },
  'labels beside a value': {
    'utils/page/surroundings': 'export const labelBeside = () => 0;',
  },
  'names of classes and attributes': {
    'utils/page/surroundings': 'export const polarityOfNames = () => 0;',
  },
  grouping: {
    'utils/numbers/read-number': `export const readNumber = (groups, plus, home) => {
      const number = real.readNumber([groups.join('')], plus, home);
      return number && groups.length > 1 ? { ...number, strength: Math.max(2, number.strength) } : number;
    };`,
  },
  'trunk prefixes': {
    'utils/numbers/plan': `export const writingOf = (plan, national) => {
      const writing = real.writingOf(plan, national);
      return writing && { ...writing, prefixRequired: false };
    };
    export const planOf = (country) => {
      const plan = real.planOf(country);
      return plan && { ...plan, prefixUsual: false };
    };`,
  },
  columns: { 'utils/page/columns': 'export const createColumns = () => () => null;' },
  'a page that groups its numbers': {
    'utils/page/scan': `export const createScanMemory = (country) =>
      Object.defineProperty(real.createScanMemory(country), 'grouped', { get: () => 0, set() {} });`,
  },
  likeness: {
    'utils/page/likeness': 'export const createLikeness = () => ({ add() {}, verdict: () => 0 });',
  },
  chance: { 'utils/numbers/chance': 'export const chanceOfNumber = () => 0;' },
  'cuts at dates, times and glued signs': {
    'utils/numbers/digit-runs': 'export const cutRun = (plain, run) => [run];',
  },
  'code, editors and masks': { 'utils/page/exclusion': 'export const isExcluded = () => false;' },
  'digits of all scripts': { 'utils/numbers/plain-text': 'export const toPlainText = (text) => text;' },
  'text over several nodes': {
    'utils/page/split-numbers':
      'export function* splitNumbers() { return { found: [], replaced: new Set() }; }',
  },
  extensions: { 'utils/numbers/extension': 'export const extensionAt = () => null;' },
  letters: { 'utils/numbers/vanity': 'export const vanityNumbers = () => [];' },
};

const PREFIX = '\0without ';

/** Builds the search without these groups. Whatever a module exports beside what is replaced stays as it is. */
export function withoutRules(names: readonly string[]): Plugin {
  const replaced = new Map<string, string>();
  for (const name of names)
    for (const [module, code] of Object.entries(RULES[name]!))
      replaced.set(`${ROOT}/${module}.ts`, (replaced.get(`${ROOT}/${module}.ts`) ?? '') + code);
  return {
    name: 'without-rules',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (replaced.size === 0 || importer?.startsWith(PREFIX)) return null;
      const found = await this.resolve(source, importer, { skipSelf: true });
      return found && replaced.has(found.id) ? `${PREFIX}${found.id}` : found;
    },
    load(id) {
      if (!id.startsWith(PREFIX)) return null;
      const real = JSON.stringify(id.slice(PREFIX.length));
      return `import * as real from ${real};\nexport * from ${real};\n${replaced.get(id.slice(PREFIX.length))!}`;
    },
  };
}
