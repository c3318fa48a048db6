import type { CrmRecord } from '@/utils/crm/connector';
import { CrmError } from '@/utils/crm/crm-error';
import { rowsOf } from '@/utils/crm/zoho/rows';
import { readParts, type ZohoBatch } from '@/utils/crm/zoho/zoho-batch';
import type { ZohoMetadata } from '@/utils/crm/zoho/zoho-metadata';
import { fieldsToAsk } from '@/utils/crm/zoho/zoho-record';
import type { Json } from '@/utils/http/json';

/** What a search needs. */
export interface TextSearchOptions {
  batch: ZohoBatch;
  metadata: ZohoMetadata;
  modules: readonly string[];
  toRecord: (module: string, json: Json) => CrmRecord | null;
}

/** Records by name or number, in the order of modules. Zoho wants two characters or more, and no special ones. */
export async function searchByText(
  { batch, metadata, modules, toRecord }: TextSearchOptions,
  text: string,
  signal?: AbortSignal,
): Promise<CrmRecord[]> {
  const query = queryFor(text);
  if (!query || modules.length === 0) return [];
  const parts = await batch(
    modules.map((module) => ({
      method: 'GET',
      path: `${module}/search`,
      query: {
        ...query,
        fields: fieldsToAsk(module, metadata.fieldsAtHand(module)).join(','),
        per_page: '25',
      },
      signal,
    })),
  );
  const found = readParts(parts, (answer, index) =>
    rowsOf(answer).flatMap((json) => toRecord(modules[index]!, json) ?? []),
  );
  const failed = found.find((part) => part instanceof CrmError);
  if (failed && found.every((part) => part instanceof CrmError)) throw failed;
  return found.flatMap((part) => (part instanceof CrmError ? [] : part));
}

/** By number where the text is one, by e-mail where it is one, else by words. */
function queryFor(text: string): Record<string, string> | null {
  const plain = text.trim();
  const digits = plain.replace(/\D/g, '');
  if (/^[+\d\s().-]+$/.test(plain)) return digits.length >= 3 ? { phone: digits } : null;
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(plain)) return { email: plain };
  const word = plain
    .replace(/[^\p{L}\p{N}\s'-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return [...word].length >= 2 ? { word } : null;
}
