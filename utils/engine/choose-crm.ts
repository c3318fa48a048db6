import { createTemplateChooser } from '@/utils/engine/choose-template';
import { createZohoChooser } from '@/utils/engine/choose-zoho';
import type { CrmChooser, CrmEdges } from '@/utils/engine/crm-chooser';
import type { Settings } from '@/utils/settings/schema';

const LOCKED = 'Switchhook is locked. Open it and type your passphrase.';

/** Chooses the connector the settings name: the only place that knows all of them. */
export function createCrmChooser(edges: CrmEdges): CrmChooser {
  const choosers = { zoho: createZohoChooser(edges), template: createTemplateChooser(edges) };
  const signOf = ({ crm }: Settings) => choosers[crm.kind === 'template' ? 'template' : 'zoho'].sign;

  return {
    async choose(settings) {
      const { kind } = settings.crm;
      if (kind === 'none') return { connector: null, kind };
      if (await edges.vault.locked()) return { connector: null, kind, message: LOCKED };
      return choosers[kind].choose(settings);
    },
    sign: {
      inWithCode: (settings, code) => signOf(settings).inWithCode(settings, code),
      inWithBrowser: (settings) => signOf(settings).inWithBrowser(settings),
      out: (settings) => signOf(settings).out(settings),
    },
  };
}
