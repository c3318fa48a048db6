// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import { createPageModel } from '@/components/page-model';
import { readIceServers, writeIceServers } from '@/components/options/ice-servers-text';
import { SettingText } from '@/components/options/setting-field';
import { SecretSetting } from '@/components/options/secret-setting';
import { createSettingsModel, type SettingsPort } from '@/components/options/settings-model';
import { sectionOf } from '@/components/options/section';
import { withPath } from '@/utils/settings/merge';
import { DEFAULTS, type Settings } from '@/utils/settings/schema';
import { fakeEngine } from '../../sandbox/gallery/fake-engine';
import { appState, NOW } from '../../sandbox/gallery/fixtures';
import { draw } from './render';

/** A store in memory that keeps the real one's promises. */
async function openSettings(locked: string[] = []) {
  let settings: Settings = DEFAULTS;
  const saved: Record<string, unknown>[] = [];
  const secrets: [string, string][] = [];
  const port: SettingsPort = {
    load: async () => ({ settings, locked, problems: [] }),
    save: async (changes) => {
      saved.push(changes);
      for (const [path, value] of Object.entries(changes)) settings = withPath(settings, path, value);
    },
    hasSecrets: async () => ({ 'sip.password': true }),
    setSecret: async (key, value) => void secrets.push([key, value]),
    importFile: async () => [{ path: 'sip.nonsense', message: 'Switchhook does not know this setting.' }],
    exportFile: async () => '{}',
    forgetAll: async () => {},
    unlock: async () => {},
    lock: async () => {},
    setPassphrase: async () => {},
    watch: () => {},
  };
  const settingsChanged = vi.fn(async () => {});
  const page = createPageModel({
    state: signal(appState()),
    engine: fakeEngine({ settingsChanged }),
    open: () => {},
    now: () => NOW,
  });
  const model = createSettingsModel(port, page);
  await model.reload();
  return { model, page, saved, secrets, settingsChanged };
}

describe('a setting', () => {
  it('is saved at once, told to the engine, and can be undone', async () => {
    const { model, page, saved, settingsChanged } = await openSettings();
    await model.save('sip.username', '1001');
    expect(saved).toEqual([{ 'sip.username': '1001' }]);
    expect(settingsChanged).toHaveBeenCalled();
    page.notice.value!.undo!();
    await vi.waitFor(() => expect(saved.at(-1)).toEqual({ 'sip.username': '' }));
  });

  it('that cannot be used is not saved, and says why beside its field', async () => {
    const { model, saved } = await openSettings();
    const page = await draw(<SettingText settings={model} path="sip.domain" label="Domain" />);
    await page.commit(page.field('Domain'), 'https://pbx.example.com/');
    expect(saved).toEqual([]);
    expect(page.field('Domain').getAttribute('aria-invalid')).toBe('true');
    expect(page.text()).toContain('Write only the domain');
  });

  it('that did not change is not saved again', async () => {
    const { model, saved } = await openSettings();
    await model.save('sip.username', '');
    expect(saved).toEqual([]);
  });

  it('set by the organisation is disabled and says so', async () => {
    const { model } = await openSettings(['sip.domain']);
    const page = await draw(<SettingText settings={model} path="sip.domain" label="Domain" />);
    expect(page.field('Domain').disabled).toBe(true);
    expect(page.text()).toContain('Set by your organisation');
  });
});

describe('a secret', () => {
  it('that is stored can be replaced or removed, but is not in the page', async () => {
    const { model, secrets } = await openSettings();
    const page = await draw(<SecretSetting settings={model} path="sip.password" label="Password" />);
    expect(page.root.querySelector('input')).toBeNull();
    await page.click('Change password');
    expect(page.field('Password').value).toBe('');
    await page.commit(page.field('Password'), 'new one');
    expect(secrets).toEqual([['sip.password', 'new one']]);
  });

  it('goes to the vault and never among the settings', async () => {
    const { model, saved } = await openSettings();
    await model.saveSecret('crm.zoho.clientSecret', 's3cret');
    expect(saved).toEqual([]);
    expect(JSON.stringify(model.merged.value)).not.toContain('s3cret');
  });
});

it('an import names what it left out', async () => {
  const { model } = await openSettings();
  await model.importFile('{}');
  expect(model.importProblems.value).toHaveLength(1);
});

it('STUN and TURN servers are read as they were written', () => {
  const servers = [
    { urls: 'stun:stun.example.com' },
    { urls: 'turn:turn.example.com', username: 'u', credential: 'p' },
  ];
  expect(readIceServers(writeIceServers(servers))).toEqual(servers);
  expect(readIceServers('\n  \n')).toEqual([]);
});

it('an address that names no section leads to the first', () => {
  expect([sectionOf('#crm'), sectionOf('#nothing'), sectionOf('')]).toEqual(['crm', 'line', 'line']);
});
