import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { printDiagram } from '@/utils/phone/call';
import { manifestFor } from '@/utils/platform/manifest';

const path = join(import.meta.dirname, '../../README.md');

it('the README shows the call diagram that the table prints', () => {
  const text = readFileSync(path, 'utf8');
  const wanted = `<!-- call-diagram -->\n\n\`\`\`mermaid\n${printDiagram()}\n\`\`\`\n\n<!-- /call-diagram -->`;
  const updated = text.replace(/<!-- call-diagram -->[\s\S]*<!-- \/call-diagram -->/, wanted);
  if (process.env.UPDATE_README) writeFileSync(path, updated);
  expect(text === updated || process.env.UPDATE_README !== undefined).toBe(true);
});

it('the README explains every permission the manifests ask for', () => {
  const text = readFileSync(path, 'utf8');
  const permissions = ['chrome', 'firefox'].flatMap(
    (browser) => manifestFor(browser).permissions as string[],
  );
  const named = permissions.filter((permission) => !permission.includes('://'));
  expect(named.filter((permission) => !text.includes(`\`${permission}\``))).toEqual([]);
});
