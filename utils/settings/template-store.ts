import { browser } from 'wxt/browser';
import type { InstalledTemplate } from '@/utils/crm/template/installed-templates';

const TEMPLATES = 'templates';
const PRIVATE = 'templates.private';

/** CRM templates the user (or an administrator's hand) installed; files without secrets, kept as they were dropped. */
export async function readTemplates(): Promise<InstalledTemplate[]> {
  const stored = (await browser.storage.local.get(TEMPLATES))[TEMPLATES];
  return Array.isArray(stored) ? (stored as InstalledTemplate[]) : [];
}

/** Replaces the list of installed templates. */
export async function saveTemplates(templates: readonly InstalledTemplate[]): Promise<void> {
  await browser.storage.local.set({ [TEMPLATES]: templates });
}

/** Origins in the user's own network that the user allowed a template to reach. */
export async function readAllowedPrivate(): Promise<string[]> {
  const stored = (await browser.storage.local.get(PRIVATE))[PRIVATE];
  return Array.isArray(stored) ? stored.filter((origin): origin is string => typeof origin === 'string') : [];
}

/** Adds one such origin. */
export async function allowPrivate(origin: string): Promise<void> {
  await browser.storage.local.set({ [PRIVATE]: [...new Set([...(await readAllowedPrivate()), origin])] });
}

/** Templates that come with the product; the file's name is the key's lower case. */
export const BUILT_IN_TEMPLATES = [
  { key: 'salesforce', name: 'Salesforce' },
  { key: 'sugarcrm', name: 'SugarCRM' },
  { key: 'vtiger', name: 'vTiger' },
  { key: 'zendesk', name: 'Zendesk' },
  { key: 'blank', name: 'A blank one, with comments' },
] as const;

/** The text of a built-in template. */
export function builtInAddress(key: string): string | null {
  return BUILT_IN_TEMPLATES.some((template) => template.key === key)
    ? browser.runtime.getURL(`/templates/${key}.xml` as never)
    : null;
}
