import { performance } from 'node:perf_hooks';
import type { CrmRecord } from '@/utils/crm/connector';
import { createRandom } from '../sandbox/zoho/random.ts';
import type { ZohoSandbox } from '../sandbox/zoho/start-zoho.ts';
import { generateContacts } from '../sandbox/zoho/world/generate-contacts.ts';
import { connectTo } from './zoho-connector.ts';

/** What a lookup trial came to. */
export interface LookupTrial {
  asked: number;
  /** Numbers whose contact was not first. */
  missed: string[];
  /** Numbers for which somebody else was shown as well, or at all. */
  falseNames: string[];
  /** Milliseconds from the last answer of the CRM to the record, 95th percentile. */
  p95: number;
}

/**
 * Fills the simulator with contacts in ten storage formats of fifteen countries, and looks up a sample of them, and as
 * many numbers that differ from one in a single digit.
 *
 * @param countries whether the records say in which country they live.
 */
export async function lookUpMany(
  zoho: ZohoSandbox,
  options: { contacts: number; sample: number; countries: boolean },
): Promise<LookupTrial> {
  // The demo world's people have numbers of their own, which would be right answers nobody expects here.
  for (const module of ['Contacts', 'Leads', 'Accounts'])
    for (const { id } of zoho.data.list(module).slice()) zoho.data.remove(module, id);
  const numbers = generateContacts(zoho.data, options.contacts, 11);
  if (!options.countries)
    for (const { id } of numbers) zoho.data.update('Contacts', id, { Mailing_Country: null });
  const owners = new Map(numbers.map(({ e164, id }) => [e164, id]));
  const random = createRandom(3);
  let answeredAt = 0;
  const { crm } = connectTo(zoho, {
    wrap: (http) => async (request) => {
      const answer = await http(request);
      answeredAt = performance.now();
      return answer;
    },
  });
  await crm.check();
  const find = (e164: string) => crm.findByNumber({ raw: e164, e164, country: 'US' });
  const late: number[] = [];
  const missed: string[] = [];
  const falseNames: string[] = [];
  const others = (found: CrmRecord[], id?: string) => found.filter((record) => record.id !== id);

  // Every format of every country comes round once in 150 contacts.
  const stride = Math.max(1, Math.floor(numbers.length / options.sample / 150)) * 150 + 1;
  for (let i = 0, at = 0; i < options.sample; i++, at = (at + stride) % numbers.length) {
    const { e164, id } = numbers[at]!;
    const found = await find(e164);
    late.push(performance.now() - answeredAt);
    const stored = zoho.data.get('Contacts', id)!;
    if (found[0]?.id !== id) missed.push(`${e164} stored as ${String(stored.Phone ?? stored.Mobile)}`);
    if (others(found, id).length > 0) falseNames.push(e164);
    const place = e164.length - 1 - random.below(6);
    const near = `${e164.slice(0, place)}${(Number(e164[place]) + 1 + random.below(9)) % 10}${e164.slice(place + 1)}`;
    if (others(await find(near), owners.get(near)).length > 0) falseNames.push(near);
  }
  late.sort((a, b) => a - b);
  return { asked: options.sample * 2, missed, falseNames, p95: late[Math.floor(late.length * 0.95)]! };
}
