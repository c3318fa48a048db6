import { signal } from '@preact/signals';
import { OptionsPage } from '@/components/options/options-page';
import type { SectionName } from '@/components/options/section';
import { createSettingsModel } from '@/components/options/settings-model';
import type { EngineApi } from '@/utils/messaging/apis';
import type { AppState } from '@/utils/messaging/app-state';
import { withPath } from '@/utils/settings/merge';
import { DEFAULTS, type Settings } from '@/utils/settings/schema';
import { modelOf, type Scene } from './scene';
import { workbenchScene } from './template-scene';

/** The default settings with these values, by path. */
export function settingsWith(changes: Record<string, unknown>): Settings {
  return Object.entries(changes).reduce((tree, [path, value]) => withPath(tree, path, value), DEFAULTS);
}

/** A section of the options page with these settings, some of them locked by the organisation. */
export function optionsScene(
  section: SectionName,
  state: AppState,
  settings: Settings,
  locked: string[],
  more: Partial<Scene> & { template?: 'none' | 'good' | 'broken'; answers?: Partial<EngineApi> } = {},
): Scene {
  return {
    page: 'options',
    width: 1000,
    height: 900,
    draw: () => {
      const model = modelOf(state, more.answers);
      const port = {
        load: async () => ({ settings, locked, problems: [] }),
        save: async () => {},
        hasSecrets: async (keys: readonly string[]) =>
          Object.fromEntries(keys.map((key) => [key, settings !== DEFAULTS])),
        setSecret: async () => {},
        importFile: async () => [],
        exportFile: async () => '{}',
        forgetAll: async () => {},
        unlock: async () => {},
        lock: async () => {},
        setPassphrase: async () => {},
        watch: () => {},
      };
      const audio = {
        devices: async () => ({
          inputs: [{ id: 'a', label: 'Jabra Evolve2 40' }],
          outputs: [{ id: 'b', label: 'Jabra Evolve2 40' }],
          blocked: state.phone.microphone !== 'granted',
        }),
        watchDevices: () => () => {},
        meter: async () => () => {},
        hearYourself: async () => {},
        ring: async () => {},
      };
      const zoho = {
        redirectUri: 'https://pnbelmgbcfkdllacdchjejgeblpiaahc.chromiumapp.org/',
        signIn: async () => {},
        signInByPaste: async () => {},
        signOut: async () => {},
        check: async () => ({
          findings: [
            { level: 'ok' as const, message: 'Callers are looked up in Contacts.' },
            {
              level: 'warning' as const,
              message:
                'Zoho itself cannot refuse a double log yet: we look before we repeat. A field can make it certain.',
              offer: 'create-key-field' as const,
            },
            {
              level: 'problem' as const,
              message:
                'The permission ZohoCRM.org.READ is missing. Sign in again with all scopes listed here.',
              detail: 'OAUTH_SCOPE_MISMATCH',
            },
          ],
          searchable: [
            { module: 'Vendors', label: 'Vendors' },
            { module: 'Dealers', label: 'Dealerships' },
          ],
        }),
        createKeyField: async () => {},
      };
      const settingsModel = createSettingsModel(port, model);
      return (
        <OptionsPage
          model={model}
          settings={settingsModel}
          workbench={more.template && workbenchScene(settingsModel, model, more.template, () => {})}
          section={signal(section)}
          onSection={() => {}}
          audio={audio}
          headsets={{
            list: async () => (settings === DEFAULTS ? [] : [{ id: 'j', name: 'Jabra Evolve2 40' }]),
            connect: async () => {},
            forget: async () => {},
            watch: () => {},
          }}
          zoho={zoho}
          help={{
            facts: async () => ({
              version: '0.1.0',
              browser:
                'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
              permissions: [
                ['Microphone', 'allowed'],
                ['Notifications', 'allowed'],
                ['Headset buttons', 'Jabra Evolve2 40'],
                ['Sites', '27'],
              ],
              microphones: ['Default', 'Jabra Evolve2 40'],
              speakers: ['Default', 'Jabra Evolve2 40'],
              online: true,
            }),
          }}
          onCopy={() => {}}
          onDownload={() => {}}
          onGrant={() => {}}
        />
      );
    },
    ...more,
  };
}
