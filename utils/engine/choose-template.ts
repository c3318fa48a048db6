import type { CrmChooser, CrmEdges } from '@/utils/engine/crm-chooser';
import { CrmError } from '@/utils/crm/crm-error';
import { toCrmError } from '@/utils/crm/template/connector-error';
import { createTemplateDesk } from '@/utils/crm/template/template-desk';
import { createHttp } from '@/utils/http/fetch';

const MAX_ANSWER_BYTES = 5 * 1024 * 1024;
const NO_CODE = 'This CRM has its own sign-in page. Use the button “Sign in”.';

/** Makes the connector of an installed template from the settings. It reaches only hosts that the user agreed to. */
export function createTemplateChooser(edges: CrmEdges): CrmChooser {
  let user = { name: '', email: '', number: '' };
  const desk = createTemplateDesk({
    readTemplate: edges.readTemplate,
    grantedOrigins: edges.grantedOrigins,
    store: edges.vault,
    httpFor: (origins) =>
      createHttp({ fetch: edges.fetch, allowedOrigins: () => [...origins], maxBytes: MAX_ANSWER_BYTES }),
    crypto: edges.crypto,
    now: edges.now,
    timeZone: edges.timeZone,
    redirectUri: edges.redirectUri,
    openSignIn: edges.openSignIn,
    user: () => user,
  });

  return {
    async choose({ crm, sip }) {
      user = { name: sip.displayName, email: crm.agentEmail, number: sip.username };
      const { connector, message } = await desk.choose(crm.template);
      return connector ? { connector, kind: 'template' } : { connector, kind: 'template', message };
    },
    sign: {
      inWithCode: () => Promise.reject(new CrmError('rejected', NO_CODE)),
      inWithBrowser: ({ crm }) =>
        desk.signIn(crm.template).catch((error: unknown) => Promise.reject(toCrmError(error, false))),
      out: () => desk.signOut(),
    },
  };
}
