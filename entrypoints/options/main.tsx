import '@/components/styles/options.css';
import { signal } from '@preact/signals';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { createAudioLab } from './audio-lab';
import { download } from './download';
import { createHeadsetPort } from './headset-port';
import { createHelpPort } from './help-port';
import { createTemplatePort } from './template-port';
import { requestSites } from './request-sites';
import { OptionsPage } from '@/components/options/options-page';
import { sectionOf } from '@/components/options/section';
import { createSettingsModel } from '@/components/options/settings-model';
import { TemplateWorkbench } from '@/components/options/template-workbench';
import { createPageModel } from '@/components/page-model';
import type { AppState } from '@/utils/messaging/app-state';
import { connectPage } from '@/utils/messaging/page-connection';
import {
  exportSettings,
  importSettings,
  loadSettings,
  onSettingsChanged,
  saveSettings,
} from '@/utils/settings/store';

const connection = connectPage();
const { engine } = connection;
const state = signal<AppState | null>(null);
connection.follow((next) => (state.value = next), new AbortController().signal);

const model = createPageModel({
  state,
  engine,
  open: (page, section) => void connection.open(page, section),
});
const settings = createSettingsModel(
  {
    load: loadSettings,
    save: saveSettings,
    hasSecrets: (keys) => engine.hasSecrets([...keys]),
    setSecret: (key, value) => engine.setSecret(key, value),
    importFile: (text) => importSettings(text, (path, value) => engine.setSecret(path, value)),
    exportFile: exportSettings,
    forgetAll: () => engine.forgetEverything(),
    unlock: (passphrase) => engine.unlockVault(passphrase),
    lock: () => engine.lockVault(),
    setPassphrase: (passphrase) => engine.setPassphrase(passphrase),
    watch: onSettingsChanged,
  },
  model,
);
const section = signal(sectionOf(location.hash));
window.addEventListener('hashchange', () => (section.value = sectionOf(location.hash)));

const zoho = {
  redirectUri: browser.identity.getRedirectURL(),
  signIn: () => engine.signIn(null),
  signInByPaste: (text: string) => engine.signIn(text.trim()),
  signOut: () => engine.signOut(),
  check: () => engine.checkSetup(),
  createKeyField: () => engine.createKeyField(),
};

const copy = (text: string) => void navigator.clipboard.writeText(text);

render(
  <OptionsPage
    model={model}
    settings={settings}
    section={section}
    onSection={(name) => (location.hash = name)}
    audio={createAudioLab(navigator.mediaDevices)}
    headsets={createHeadsetPort(() => engine.headsetsChanged())}
    zoho={zoho}
    help={createHelpPort()}
    workbench={
      <TemplateWorkbench
        settings={settings}
        model={model}
        port={createTemplatePort(engine)}
        now={Date.now}
        onCopy={copy}
        onDownload={download}
      />
    }
    onCopy={copy}
    onDownload={download}
    onGrant={() => void model.run(requestSites(settings.merged.value!.settings.detection))}
  />,
  document.getElementById('app')!,
);
