import { CrmError } from '@/utils/crm/crm-error';
import type { ZohoAnswer } from '@/utils/crm/zoho/zoho-api';
import { asObject, asObjects, type Json } from '@/utils/http/json';

/**
 * The rows of an answer. None for 204 and for the empty body of a composite's part; an answer of another shape is no
 * answer: "nobody has this number" and "this call was not logged" must never come from a proxy's page.
 *
 * @throws CrmError `unreachable`.
 */
export function rowsOf(answer: ZohoAnswer, list = 'data'): Json[] {
  if (answer.status === 204) return [];
  const rows = asObject(answer.json)[list];
  if (Array.isArray(rows)) return asObjects(rows);
  throw new CrmError('unreachable', 'Zoho gave an answer we do not understand.', {
    detail: `no list “${list}”`,
  });
}
