import { collectTexts } from '@/utils/crm/template/collect-texts';
import type { CrmTemplate, TextTemplate } from '@/utils/crm/template/crm-template';
import { isPrivateHost } from '@/utils/crm/template/private-host';
import { RenderError } from '@/utils/crm/template/render-error';
import { assembleUrl, parseUrl } from '@/utils/crm/template/render-url';
import { urlHeads } from '@/utils/crm/template/url-flow';
import { TemplateError } from '@/utils/gotemplate/errors';
import { executeTemplate } from '@/utils/gotemplate/execute';

/** What a template will talk to, once its fields are filled: this is what the user agrees to. */
export interface TemplateOrigins {
  /** Get contacts' numbers, names and calls: `https://api.example.com`. */
  readonly data: readonly string[];
  /** Get the fields marked secret, or what the sign-in gave. */
  readonly secret: readonly string[];
  /** Pages that are opened in a tab; they get an id in their address and nothing else. */
  readonly pages: readonly string[];
  /** Patterns such as `https://*.my.salesforce.com`, of which the sign-in picks one. */
  readonly patterns: readonly string[];
  /** Those of the above that are in the user's own network. */
  readonly private: readonly string[];
  /** What a field's value makes impossible: name of the place and reason. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}

/** Works out the hosts from the template and its fields alone; asks nobody. */
export function computeOrigins(
  template: CrmTemplate,
  fields: Readonly<Record<string, string>>,
): TemplateOrigins {
  const { auth } = template;
  const own = new Set(template.fields.map((field) => field.name));
  const found = { data: new Set<string>(), secret: new Set<string>(), pages: new Set<string>() };
  const problems: { path: string; message: string }[] = [];
  const fixed = new Set<string>();

  for (const { text, place, path } of collectTexts(template)) {
    if (place !== 'url' && place !== 'token-url' && place !== 'popup') continue;
    try {
      for (const origin of originsOf(text, fields, own)) {
        if (place === 'popup') found.pages.add(origin);
        else {
          fixed.add(origin);
          (place === 'url' ? found.data : found.secret).add(origin);
        }
      }
    } catch (error) {
      if (!(error instanceof RenderError) && !(error instanceof TemplateError)) throw error;
      problems.push({ path, message: error.message });
    }
  }
  // Every request carries what the sign-in gave, or fields in its headers.
  const usesSecrets = auth.method !== 'none' || template.fields.some((field) => field.editor === 'password');
  if (usesSecrets) for (const origin of found.data) found.secret.add(origin);
  return {
    data: [...found.data].sort(),
    secret: [...found.secret].sort(),
    pages: [...found.pages].sort(),
    patterns: auth.trustedHosts.map((host) => `https://${host}`),
    private: [...fixed].filter((origin) => isPrivateHost(new URL(origin).hostname)).sort(),
    problems,
  };
}

/** The origins an address can have. What the sign-in decides is left out: it is one of `patterns`. */
function originsOf(
  text: TextTemplate,
  fields: Readonly<Record<string, string>>,
  own: ReadonlySet<string>,
): string[] {
  return urlHeads(text.template)
    .filter((head) => head.names.every((name) => own.has(name)))
    .map((head) => {
      const segments = executeTemplate({ source: '', nodes: head.nodes }, fields);
      return parseUrl(assembleUrl(segments, own)).origin;
    });
}
