import type { Core, Session } from 'sip.js';
import type { DescribedCall, MediaDescription } from '@/utils/phone/sip/media-description';

/** A call as SIP.js holds it. */
export interface SipCall extends DescribedCall {
  readonly id: string;
  readonly session: Session;
  readonly description: MediaDescription;
  /** The end was told, or needs no telling. */
  over: boolean;
  established: boolean;
  /** The first INVITE is over, ACK and all: before that no other may follow it (RFC 3261 §14.1). */
  acknowledged: boolean;
  /** The re-INVITE that waits for an answer. */
  open: Core.OutgoingInviteRequest | null;
  /** INFO tones go one after another. */
  tones: Promise<void>;
}
