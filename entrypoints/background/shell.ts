import { browser } from 'wxt/browser';
import { setBadge } from './badge';
import { closeCallWindow, openCallWindow } from './call-window';
import { clearNotice, notify } from './notices';
import { openCrmPage, openPage } from './tabs';
import type { ShellApi } from '@/utils/messaging/apis';
import { adoptPolicySecrets, loadSettings, saveSettings } from '@/utils/settings/store';
import { builtInAddress, readAllowedPrivate, readTemplates } from '@/utils/settings/template-store';
import type { Vault } from '@/utils/settings/vault-store';

/** A template that came with the product, for roll-outs by policy that name one without installing it. */
async function readBuiltIn(key: string): Promise<string | null> {
  const address = builtInAddress(key);
  return address === null ? null : (await fetch(address)).text();
}

/** What only the service worker (in Firefox the background page) can do for the engine. It keeps no state. */
export function createShell(vault: Vault): ShellApi {
  return {
    async readSettings() {
      await adoptPolicySecrets(vault);
      return loadSettings();
    },
    openCallWindow,
    closeCallWindow,
    notify,
    clearNotice,
    setBadge,
    openCrmPage,
    openPage,
    openSignIn: (url) => browser.identity.launchWebAuthFlow({ url, interactive: true }),
    redirectUri: async () => browser.identity.getRedirectURL(),
    saveSettings,
    async readTemplate(key) {
      const installed = (await readTemplates()).find((template) => template.key === key);
      const xml = installed?.xml ?? (await readBuiltIn(key));
      return xml === null ? null : { xml, allowedPrivate: await readAllowedPrivate() };
    },
    async grantedOrigins() {
      return (await browser.permissions.getAll()).origins ?? [];
    },
  };
}
