import { browser } from 'wxt/browser';
import type { TemplatePort } from '@/components/options/template-port';
import type { EngineApi } from '@/utils/messaging/apis';
import {
  allowPrivate,
  BUILT_IN_TEMPLATES,
  builtInAddress,
  readAllowedPrivate,
  readTemplates,
  saveTemplates,
} from '@/utils/settings/template-store';

/** Host permissions as the browser takes them: no port, every path. */
const patterns = (origins: readonly string[]) => origins.map((origin) => `${origin.replace(/:\d+$/, '')}/*`);

/** Templates, permissions and the engine for the workbench. */
export function createTemplatePort(engine: EngineApi): TemplatePort {
  return {
    builtIn: BUILT_IN_TEMPLATES,
    async readBuiltIn(key) {
      const address = builtInAddress(key);
      if (address === null) throw new Error('This template does not come with Switchhook.');
      return (await fetch(address)).text();
    },
    installed: readTemplates,
    async saveInstalled(templates) {
      await saveTemplates(templates);
      await engine.settingsChanged();
    },
    allowedPrivate: readAllowedPrivate,
    async allowPrivate(origin) {
      await allowPrivate(origin);
      await engine.settingsChanged();
    },
    isGranted: (origins) => browser.permissions.contains({ origins: patterns(origins) }),
    async grant(origins) {
      const granted = await browser.permissions.request({ origins: patterns(origins) });
      if (granted) await engine.settingsChanged();
      return granted;
    },
    redirectUri: browser.identity.getRedirectURL(),
    signIn: () => engine.signIn(null),
    tryNumber: (number) => engine.tryNumber(number),
  };
}
