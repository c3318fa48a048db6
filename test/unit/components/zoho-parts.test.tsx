// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import { LogOwnerSetting } from '@/components/options/log-owner-setting';
import { LookupModules } from '@/components/options/lookup-modules';
import { createSettingsModel } from '@/components/options/settings-model';
import { ZohoSignIn } from '@/components/options/zoho-sign-in';
import { createPageModel } from '@/components/page-model';
import { dealWords } from '@/components/words/deal-words';
import { withPath } from '@/utils/settings/merge';
import { DEFAULTS, type Settings } from '@/utils/settings/schema';
import { fakeEngine } from '../../sandbox/gallery/fake-engine';
import { appState, NOW } from '../../sandbox/gallery/fixtures';
import { draw } from './render';

async function openSettings(changes: Record<string, unknown> = {}) {
  let settings = Object.entries(changes).reduce<Settings>(
    (tree, [path, value]) => withPath(tree, path, value),
    DEFAULTS,
  );
  const model = createPageModel({
    state: signal(appState()),
    engine: fakeEngine(),
    open: () => {},
    now: () => NOW,
  });
  const store = createSettingsModel(
    {
      load: async () => ({ settings, locked: [], problems: [] }),
      save: async (part) => {
        for (const [path, value] of Object.entries(part)) settings = withPath(settings, path, value);
      },
      hasSecrets: async (keys) => Object.fromEntries(keys.map((key) => [key, true])),
      setSecret: async () => {},
      importFile: async () => [],
      exportFile: async () => '',
      forgetAll: async () => {},
      unlock: async () => {},
      lock: async () => {},
      setPassphrase: async () => {},
      watch: () => {},
    },
    model,
  );
  await store.reload();
  return { store, model, settings: () => settings };
}

describe('the modules callers are looked for in', () => {
  const check = async () => ({ findings: [], searchable: [{ module: 'Vendors', label: 'Vendors' }] });

  it('are chosen by a tick, put in order, and found by the organisation’s metadata', async () => {
    const { store, model, settings } = await openSettings();
    const page = await draw(<LookupModules settings={store} model={model} zoho={{ check }} signedIn />);
    const box = (name: string) =>
      [...page.root.querySelectorAll('label')]
        .find((label) => label.textContent === name)!
        .querySelector('input')!;
    await page.click('Ask Leads earlier');
    expect(settings().crm.zoho.lookupIn).toEqual(['Leads', 'Contacts', 'Accounts']);
    await page.click(/^Look for further/);
    await vi.waitFor(() => expect(box('Vendors').checked).toBe(false));
    box('Vendors').click();
    await vi.waitFor(() =>
      expect(settings().crm.zoho.lookupIn).toEqual(['Leads', 'Contacts', 'Accounts', 'Vendors']),
    );
  });

  it('are never none', async () => {
    const { store, model } = await openSettings({ 'crm.zoho.lookupIn': ['Leads'] });
    const page = await draw(
      <LookupModules settings={store} model={model} zoho={{ check }} signedIn={false} />,
    );
    const boxes = [...page.root.querySelectorAll('input')];
    expect(boxes.map(({ checked, disabled }) => [checked, disabled])).toEqual([
      [true, true],
      [false, false],
      [false, false],
    ]);
  });
});

describe('a pasted token', () => {
  const signIn = async (text: string) => {
    const { store } = await openSettings({ 'crm.zoho.clientId': '1000.ABC' });
    const signInByPaste = vi.fn(async () => {});
    const zoho = { signIn: async () => {}, signInByPaste };
    const page = await draw(<ZohoSignIn settings={store} zoho={zoho} signedIn={false} />);
    await page.type(page.field('Refresh Token or grant code'), text);
    await page.click('Sign in with it');
    return { page, signInByPaste };
  };

  it('of the API v1 is answered with the way to the new one, and never sent', async () => {
    const { page, signInByPaste } = await signIn('0123456789abcdef0123456789abcdef');
    expect(page.text()).toContain('Zoho switched off in 2021');
    expect(signInByPaste).not.toHaveBeenCalled();
  });

  it('of today is used', async () => {
    const { signInByPaste } = await signIn(`1000.${'a'.repeat(32)}.${'b'.repeat(32)}`);
    expect(signInByPaste).toHaveBeenCalledOnce();
  });
});

it('the owner of calls is the agent, or a user named by e-mail', async () => {
  const { store, settings } = await openSettings();
  const page = await draw(<LogOwnerSetting settings={store} />);
  await page.commit(page.field('Your e-mail address in the CRM'), 'ann@example.com');
  expect(settings().crm.agentEmail).toBe('ann@example.com');
  page.root.querySelectorAll<HTMLInputElement>('input[type=radio]')[1]!.click();
  await page.commit(await vi.waitFor(() => page.field('E-mail address of that user')), 'admin@example.com');
  expect(settings().journal.owner).toBe('admin@example.com');
  page.root.querySelectorAll<HTMLInputElement>('input[type=radio]')[0]!.click();
  await vi.waitFor(() => expect(settings().journal.owner).toBe('agent'));
});

it('a deal says amount, stage and closing day as the user writes them', () => {
  const deal = { id: '1', name: 'Oak', stage: 'Negotiation', amount: '48000', closingDate: '2026-12-18' };
  expect(dealWords(deal, 'en-GB')).toBe('48,000 · Negotiation · closes 18 Dec 2026');
  expect(dealWords({ ...deal, amount: '€ 48.000,00', closingDate: undefined })).toBe(
    '€ 48.000,00 · Negotiation',
  );
});
