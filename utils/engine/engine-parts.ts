import type { CallButtons } from '@/utils/engine/call-buttons';
import type { CrmChooser, Sign } from '@/utils/engine/crm-chooser';
import type { SignedInSince } from '@/utils/engine/signed-in-since';
import type { RenderText } from '@/utils/journal/call-entry';
import type { Journal } from '@/utils/journal/journal';
import type { JournalRow } from '@/utils/journal/journal-row';
import type { ShellApi } from '@/utils/messaging/apis';
import type { AppState } from '@/utils/messaging/app-state';
import type { PhoneService } from '@/utils/phone/phone-service';
import type { PhoneSetup } from '@/utils/phone/phone-setup';
import type { SipTrace } from '@/utils/phone/sip/sip-trace';
import type { Vault } from '@/utils/settings/vault-store';

/** Everything the engine is joined to. All of it is passed in: the engine itself touches nothing outside. */
export interface EngineParts {
  phone: PhoneService & { configure(setup: PhoneSetup): void };
  /** Headsets and media keys. */
  buttons: CallButtons;
  /** What phone and PBX say to each other, while somebody wants to know. */
  trace: SipTrace;
  shell: ShellApi;
  vault: Vault;
  journal: Journal;
  /** One call's row in the journal. */
  rowOf: (callId: string) => Promise<JournalRow | undefined>;
  /** Removes every call and log from this browser. */
  forgetJournal: () => Promise<void>;
  renderText: RenderText;
  /** Minutes east of UTC at a time, where the user is. */
  offsetMinutes: (at: number) => number;
  sign: Sign;
  since: SignedInSince;
  /** The connector for these settings, or why there is none. */
  chooseCrm: CrmChooser['choose'];
  publish: (state: AppState) => void;
  now: () => number;
  later: (ms: number, task: () => void) => void;
  newId: () => string;
}
