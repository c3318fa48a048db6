import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * The rules of the design that a reader could otherwise only hope for: which way imports go, and which files may touch
 * which outside thing.
 */

/** Folders from top to bottom: a folder imports only from folders below it, or from itself. */
const ORDER = [
  'entrypoints',
  'components',
  'utils/engine',
  'utils/messaging',
  'utils/settings',
  'utils/rules',
  'utils/journal',
  'utils/crm',
  'utils/phone',
  'utils/page',
  'utils/oauth',
  'utils/http',
  'utils/numbers',
  'utils/gjson',
  'utils/gotemplate',
  'utils/platform',
];

/** These know nothing of the rest. */
const LEAVES = ['utils/platform', 'utils/gjson', 'utils/gotemplate'];

/** An outside thing, how it looks in code, and the only places that may touch it. */
const EDGES: { thing: string; pattern: RegExp; allowed: RegExp }[] = [
  { thing: 'SIP.js', pattern: /from 'sip\.js/, allowed: /^utils\/phone\/sip\// },
  { thing: 'libphonenumber', pattern: /from 'libphonenumber-js/, allowed: /^utils\/numbers\// },
  { thing: 'the XML reader', pattern: /from 'saxes'/, allowed: /^utils\/crm\/template\/xml\.ts$/ },
  {
    thing: 'the extension API',
    pattern: /from 'wxt\/browser'|from 'webextension-polyfill'|\bchrome\.\w|\bglobalThis\.browser\b/,
    allowed:
      /^entrypoints\/|^utils\/messaging\/|^utils\/settings\/(store|template-store|ignored-shapes)\.ts$|^utils\/platform\/extension[\w-]*\.ts$/,
  },
  { thing: 'preact', pattern: /from '(preact|@preact\/)/, allowed: /^(components|entrypoints)\// },
  {
    thing: 'fetch',
    pattern: /(?<![\w.'])fetch\(|globalThis\.fetch/,
    allowed: /^entrypoints\/|^utils\/http\/fetch\.ts$/,
  },
  { thing: 'WebSocket', pattern: /new WebSocket\(/, allowed: /^utils\/phone\/sip\// },
  {
    thing: 'IndexedDB',
    pattern: /\bindexedDB\b/,
    allowed:
      /^entrypoints\/|^utils\/(journal|settings)\/[\w-]*(store|database|vault)[\w-]*\.ts$|^utils\/platform\/(copy-bucket|database)\.ts$/,
  },
  {
    thing: 'WebHID',
    pattern: /\.hid\b|webHid\(/,
    allowed: /^entrypoints\/|^utils\/phone\/headset\/web-hid\.ts$/,
  },
  {
    thing: 'the document',
    pattern: /\bdocument\.|new MutationObserver/,
    allowed: /^(components|entrypoints)\/|^utils\/page\/|^utils\/phone\/media\//,
  },
];

/** What no file may contain (the security rules that never bend). */
const FORBIDDEN =
  /\binnerHTML\b|\bouterHTML\b|insertAdjacentHTML|document\.write\(|\beval\(|new Function\(|dangerouslySetInnerHTML/;

const root = join(import.meta.dirname, '..');

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

const files = ['entrypoints', 'components', 'utils']
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap(filesBelow);
const sources = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
const withoutComments = (text: string) =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
const rank = (path: string) => ORDER.findIndex((folder) => path === folder || path.startsWith(`${folder}/`));

describe('the architecture', () => {
  it('has files to look at', () => {
    expect(files.length).toBeGreaterThan(5);
  });

  it('imports only downwards, by full path or from the same folder', () => {
    const wrong: string[] = [];
    for (const [file, text] of sources)
      for (const [, specifier] of text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)) {
        if (specifier!.startsWith('../')) wrong.push(`${file} climbs: ${specifier}`);
        if (!specifier!.startsWith('@/')) continue;
        const target = specifier!.slice(2);
        const sameFolder = rank(target) === rank(file);
        if (rank(target) < 0 || rank(target) < rank(file)) wrong.push(`${file} imports upwards: ${target}`);
        const leaf = LEAVES.find((folder) => file.startsWith(`${folder}/`));
        if (leaf && !sameFolder) wrong.push(`${file} is in a leaf and imports ${target}`);
      }
    expect(wrong).toEqual([]);
  });

  it('touches the outside only at its named edges', () => {
    const wrong: string[] = [];
    for (const [file, text] of sources)
      for (const { thing, pattern, allowed } of EDGES)
        if (pattern.test(withoutComments(text)) && !allowed.test(file))
          wrong.push(`${file} touches ${thing}`);
    expect(wrong).toEqual([]);
  });

  it('keeps the security rules that never bend', () => {
    expect(
      [...sources].filter(([, text]) => FORBIDDEN.test(withoutComments(text))).map(([file]) => file),
    ).toEqual([]);
  });

  it('shows a call before the numbering plans of the world are loaded', () => {
    const reached = new Set<string>();
    const wrong: string[] = [];
    const follow = (file: string) => {
      const text = sources.get(file);
      if (text === undefined || reached.has(file)) return;
      reached.add(file);
      if (text.includes("from 'libphonenumber-js")) wrong.push(file);
      // Neither types nor what is asked for later, by `import()`, is loaded with it.
      for (const [, specifier] of text.matchAll(/^(?:import|\}) (?!type )(?:[^;']*from )?'([^']+)'/gm)) {
        const target = specifier!.startsWith('./')
          ? join(dirname(file), specifier!)
          : specifier!.replace(/^@\//, '');
        for (const extension of ['.ts', '.tsx']) follow(`${target}${extension}`);
      }
    };
    follow('entrypoints/call/main.tsx');
    expect(reached.size).toBeGreaterThan(30);
    expect(wrong).toEqual([]);
  });

  it('has no barrels', () => {
    const barrels = [...sources]
      .filter(([, text]) => /^export (\*|\{[^}]*\}) from/m.test(text))
      .map(([file]) => file);
    expect(barrels).toEqual([]);
  });

  it('has no file too long to hold one idea', () => {
    const long = [...sources].filter(([, text]) => text.split('\n').length > 300).map(([file]) => file);
    expect(long).toEqual([]);
  });
});
