import { describe, expect, it } from 'vitest';
import { FIELDS } from '@/utils/settings/fields';
import { getPath, isSecretPath, mergeSettings, secretsIn, withoutSecrets } from '@/utils/settings/merge';
import { DEFAULTS, SECRET_KEYS } from '@/utils/settings/schema';
import { checkField } from '@/utils/settings/validate';

describe('merged settings', () => {
  it('are the defaults where nobody said anything', () => {
    expect(mergeSettings({}, {})).toEqual({ settings: DEFAULTS, locked: [], problems: [] });
  });

  it('let policy win and say which keys it locked', () => {
    const merged = mergeSettings(
      { sip: { domain: 'user.example.com', username: '1001' } },
      { sip: { domain: 'pbx.example.com' }, detection: { country: 'DE' } },
    );
    expect(merged.settings.sip).toMatchObject({ domain: 'pbx.example.com', username: '1001' });
    expect(merged.locked).toEqual(['sip.domain', 'detection.country']);
  });

  it('leave out what cannot be used and name it', () => {
    const merged = mergeSettings(
      {
        sip: { servers: ['ws://pbx.example.com'], registerSeconds: 5, colour: 'red' },
        detection: { country: 7 },
      },
      { calls: 'yes' },
    );
    expect(merged.settings).toEqual(DEFAULTS);
    expect(merged.problems.map(({ path }) => path).sort()).toEqual(
      ['calls', 'detection.country', 'sip.colour', 'sip.registerSeconds', 'sip.servers'].sort(),
    );
  });

  it('never hold a secret, wherever it came from', () => {
    const tree = {
      sip: { password: 'canary' },
      crm: { zoho: { clientSecret: 'canary' }, template: { secret: { key: 'canary' } } },
    };
    expect(JSON.stringify(mergeSettings(tree, tree).settings)).not.toContain('canary');
    expect(JSON.stringify(withoutSecrets(tree))).not.toContain('canary');
    expect([...secretsIn(tree).keys()]).toEqual([
      'sip.password',
      'crm.zoho.clientSecret',
      'crm.template.secret.key',
    ]);
  });

  it('survive a hostile tree', () => {
    const hostile: unknown = JSON.parse(
      '{"__proto__":{"sip":{"domain":"evil"}},"constructor":{"prototype":{"x":1}},"sip":{"__proto__":{"y":1}}}',
    );
    const merged = mergeSettings(hostile, hostile);
    expect(merged.settings).toEqual(DEFAULTS);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
    for (const nothing of [null, undefined, 1, 'x', []])
      expect(mergeSettings(nothing, nothing).settings).toEqual(DEFAULTS);
  });
});

describe('the table of settings', () => {
  it('accepts every default, and has a rule for every leaf of the tree', () => {
    for (const path of Object.keys(FIELDS))
      if (!isSecretPath(path))
        expect([path, checkField(path, getPath(DEFAULTS, path))]).toEqual([path, null]);
    const leaves = (node: unknown, path: string): string[] =>
      FIELDS[path]
        ? [path]
        : Object.entries(node as object).flatMap(([key, value]) =>
            leaves(value, path ? `${path}.${key}` : key),
          );
    expect(leaves(DEFAULTS, '').sort()).toEqual(
      Object.keys(FIELDS)
        .filter((path) => !isSecretPath(path))
        .sort(),
    );
    expect(Object.keys(FIELDS).filter(isSecretPath).sort()).toEqual([...SECRET_KEYS].sort());
  });

  it('refuses unencrypted and misspelt servers in plain words', () => {
    expect(checkField('sip.servers', ['ws://pbx.example.com/ws'])).toMatch(/encrypted/);
    expect(checkField('sip.servers', ['https://pbx.example.com/ws'])).toMatch(/wss/);
    expect(checkField('sip.servers', ['wss://user:pw@pbx.example.com/ws'])).toMatch(/password/);
    expect(checkField('sip.servers', ['wss://pbx.example.com:8089/ws'])).toBeNull();
    expect(checkField('sip.domain', 'pbx.example.com/evil')).not.toBeNull();
    expect(checkField('sip.username', '1001@pbx')).not.toBeNull();
  });
});
