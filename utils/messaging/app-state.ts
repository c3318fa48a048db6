import type { Call } from '@/utils/phone/call';
import type { PhoneStatus, Presence } from '@/utils/phone/phone-status';
import type { CrmRecord, RecordDetails, RecordRef } from '@/utils/crm/connector';
import type { CrmErrorKind } from '@/utils/crm/crm-error';

/** The CRM as pages show it. */
export interface CrmStatus {
  kind: 'zoho' | 'template' | 'none';
  /** "Zoho CRM". */
  name: string;
  state: 'off' | 'checking' | 'signed-in' | 'signed-out' | 'problem';
  /** "Patricia Boyle, Zylker, US data centre". */
  user?: { name: string; email: string; organisation: string; since: number };
  /** A plain sentence with what to do. */
  message?: string;
  errorKind?: CrmErrorKind;
  /** What may be created from a call. */
  canCreate: ('lead' | 'contact')[];
  canSearch: boolean;
  /** A saved call takes what is added to it later. */
  takesChanges: boolean;
}

/** Who the other party is, as far as the CRM knows. */
export interface Match {
  state: 'off' | 'searching' | 'found' | 'none' | 'failed';
  /** Best first. */
  records: CrmRecord[];
  /** The record the call belongs to: the only one found, the one the call was placed from, or the one the user picked. */
  picked?: RecordRef;
  details?: RecordDetails;
  /** A plain sentence when the CRM did not answer. */
  message?: string;
}

/** What became of the call's log. */
export interface LogState {
  state: 'not-yet' | 'off' | 'waiting' | 'logged' | 'attention';
  /** A plain sentence: why it waits, or what the CRM said. */
  message?: string;
}

/** One call with all that pages show of it. */
export interface CallCard {
  call: Call;
  /**
   * The other party's number as it is written in the user's country; empty where withheld. Added on the way to the pages, which
   * would else have to load the numbering plans of the world before they show anything.
   */
  shown?: string;
  match: Match;
  /** What the user typed so far; kept when the window closes. */
  note: string;
  result?: string;
  purpose?: string;
  log: LogState;
  /** A record created during this call, for "undo" until the time (epoch milliseconds). */
  created?: { record: CrmRecord; undoUntil: number };
}

/** A number that waits for a human "yes" before it is dialled. */
export interface Confirmation {
  id: string;
  /** Canonical E.164 or digits: exactly what will be dialled. */
  number: string;
  /** As shown: international format. */
  shown: string;
  /** Where the number is: the country's name. */
  country?: string;
  reason:
    'untrusted-click' | 'abroad' | 'premium' | 'emergency' | 'differs-from-link' | 'not-shown' | 'too-many';
  /** Host of the page it came from. */
  host?: string;
}

/** A colleague and how their line stands. */
export interface ColleagueLine {
  number: string;
  name: string;
  state: Presence;
}

/** All that pages show. JSON-safe; no secrets; no per-second ticks (pages count from `answeredAt`). */
export interface AppState {
  phone: PhoneStatus;
  /** Ringing and active first, oldest first; calls that just ended stay for a moment. */
  calls: CallCard[];
  crm: CrmStatus;
  outbox: { waiting: number; attention: number };
  /** A plain sentence while calls cannot be written to this computer's disk, else null. */
  storageProblem: string | null;
  confirmations: Confirmation[];
  /** Keys locked by policy, as dotted paths. */
  locked: string[];
  settings: {
    country: string;
    create: 'manual' | 'automatic';
    createIn: 'Leads' | 'Contacts';
    voicemailNumber: string;
    /** The PBX has a code that takes a call ringing at a colleague's. */
    canPickUp: boolean;
  };
  /** Colleagues in view, in the order of the settings. */
  colleagues: ColleagueLine[];
  /** The vault waits for its passphrase. */
  vaultLocked: boolean;
  /** The vault is under a passphrase, locked or not. */
  hasPassphrase: boolean;
}
