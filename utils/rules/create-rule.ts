import type { RecordDraft, RecordKind } from '@/utils/crm/connector';
import type { Call } from '@/utils/phone/call';
import type { CreateSettings } from '@/utils/rules/rules-config';

/** What is known of the other party when a call ends. */
export interface CreateSituation {
  /** What the lookup came to. Only a certain "nobody" may create; a lookup that failed may not. */
  match: 'off' | 'searching' | 'found' | 'none' | 'failed';
  /** A record was created during the call, by hand. */
  created: boolean;
}

/** A record to create for an unknown number. */
export interface Creation {
  kind: RecordKind;
  draft: RecordDraft;
}

/** Shorter numbers are extensions and service codes, not people. */
const SHORTEST = 7;

/**
 * Whether a finished call with somebody unknown becomes a lead or contact by itself, and with what: the number as last
 * name until somebody knows better (the name a caller sends is no proof). Never for internal extensions, withheld
 * numbers, or calls another phone took.
 */
export function creationFor(
  call: Call,
  settings: CreateSettings,
  situation: CreateSituation,
): Creation | null {
  if (settings.create !== 'automatic' || !settings.createFor.includes(call.direction)) return null;
  if (situation.match !== 'none' || situation.created) return null;
  if (call.end?.cause === 'answered-elsewhere') return null;
  const { e164 } = call.remote;
  if (!e164 || e164.replace(/\D/g, '').length < SHORTEST) return null;
  return {
    kind: settings.createIn === 'Contacts' ? 'contact' : 'lead',
    draft: { firstName: '', lastName: e164, company: '', email: '', phone: e164, fields: {} },
  };
}
