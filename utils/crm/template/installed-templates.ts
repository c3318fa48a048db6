import type { CrmTemplate } from '@/utils/crm/template/crm-template';
import { LIMITS } from '@/utils/crm/template/limits';

/** A template kept by the product: its file as it was dropped, so that it can be downloaded again unchanged. */
export interface InstalledTemplate {
  /** The template's Key: its identity. */
  readonly key: string;
  readonly name: string;
  readonly xml: string;
  /** Epoch milliseconds. */
  readonly installedAt: number;
}

/** What installing comes to: done, or a question or refusal to show. */
export type Installation =
  | { readonly kind: 'installed'; readonly templates: readonly InstalledTemplate[] }
  /** One of this key is there: ask, then install with `replace`. */
  | { readonly kind: 'exists'; readonly existing: InstalledTemplate }
  | { readonly kind: 'full'; readonly message: string };

/** Adds a template, or takes the place of the one with the same key. */
export function installTemplate(
  templates: readonly InstalledTemplate[],
  { key, name }: Pick<CrmTemplate, 'key' | 'name'>,
  xml: string,
  { now, replace = false }: { now: number; replace?: boolean },
): Installation {
  const existing = templates.find((template) => template.key === key);
  if (existing && !replace) return { kind: 'exists', existing };
  if (!existing && templates.length >= LIMITS.templates)
    return {
      kind: 'full',
      message: `There are ${LIMITS.templates} templates already. Delete one that you no longer use.`,
    };
  const added = { key, name, xml, installedAt: now };
  return {
    kind: 'installed',
    templates: existing ? templates.map((one) => (one === existing ? added : one)) : [...templates, added],
  };
}

/** The list without one template. */
export const deleteTemplate = (templates: readonly InstalledTemplate[], key: string): InstalledTemplate[] =>
  templates.filter((template) => template.key !== key);

/** A name for the downloaded file: letters, digits, `-` and `_` of the key. */
export const fileNameOf = ({ key }: InstalledTemplate): string =>
  `${key.replace(/[^\w-]+/g, '-') || 'template'}.xml`;
