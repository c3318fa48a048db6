import type { CallEnd, EndCause } from '@/utils/phone/call';

/** SIP status codes (RFC 3261 §21) that have a meaning of their own for the user. */
const CAUSES: Readonly<Record<number, EndCause>> = {
  403: 'forbidden',
  404: 'not-found',
  408: 'no-answer',
  410: 'not-found',
  480: 'unavailable',
  484: 'not-found',
  486: 'busy',
  487: 'cancelled',
  488: 'not-acceptable',
  600: 'busy',
  603: 'declined',
  604: 'not-found',
  606: 'not-acceptable',
};

/** Why an outgoing call did not come about, from the final answer of the PBX. `rang`: the other phone had rung. */
export function causeOfRefusal(status: number, reason: string, rang: boolean): CallEnd {
  const cause: EndCause = status === 480 && rang ? 'no-answer' : (CAUSES[status] ?? 'failed');
  return { cause, by: 'them', sipStatus: status, ...(reason ? { reason } : {}) };
}
