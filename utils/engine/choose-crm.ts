import { createTemplateChooser } from '@/utils/engine/choose-template';
import { createZohoChooser, type CrmEdges } from '@/utils/engine/choose-zoho';
import type { CrmChoice } from '@/utils/engine/crm-desk';
import type { Sign } from '@/utils/engine/engine-api';
import type { Settings } from '@/utils/settings/schema';

/** Makes one kind of connector from the settings, and signs in and out of it. */
export interface CrmChooser {
  choose(settings: Settings): Promise<CrmChoice>;
  sign: Sign;
}

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
