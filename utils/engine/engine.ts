import { createAnnouncer } from '@/utils/engine/announcer';
import { createCallDesk, type CallMoment } from '@/utils/engine/call-desk';
import { createCrmDesk, type CrmChoice } from '@/utils/engine/crm-desk';
import { createDialling } from '@/utils/engine/dialling';
import { engineApi, type Sign } from '@/utils/engine/engine-api';
import type { EngineJournal } from '@/utils/engine/journal-port';
import { createMicrophoneWait } from '@/utils/engine/microphone-wait';
import { initialState } from '@/utils/engine/initial-state';
import type { CrmRecord, PhoneNumber } from '@/utils/crm/connector';
import type { EngineApi, ShellApi } from '@/utils/messaging/apis';
import type { AppState, CallCard } from '@/utils/messaging/app-state';
import type { PhoneService } from '@/utils/phone/phone-service';
import type { PhoneSetup } from '@/utils/phone/phone-setup';
import { DEFAULTS, type Settings } from '@/utils/settings/schema';
import type { Vault } from '@/utils/settings/vault-store';

/** Everything the engine is joined to. All of it is passed in: the engine itself touches nothing outside. */
export interface EngineParts {
  phone: PhoneService & { configure(setup: PhoneSetup): void };
  shell: ShellApi;
  vault: Vault;
  journal: EngineJournal;
  sign: Sign;
  /** The connector for these settings, or why there is none. */
  chooseCrm: (settings: Settings) => Promise<CrmChoice>;
  /** Cached, verified lookup through the connector in use. */
  lookUp: (number: PhoneNumber, signal: AbortSignal) => Promise<CrmRecord[]>;
  /** Pop and automatic creation. */
  onMoment: (moment: CallMoment, card: CallCard, settings: Settings) => void;
  publish: (state: AppState) => void;
  now: () => number;
  later: (ms: number, task: () => void) => void;
  newId: () => string;
}

/** The engine: owner of calls, CRM and journal. `start` once; everything else comes through `api`. */
export function createEngine(parts: EngineParts): { api: EngineApi; start: () => Promise<void> } {
  let settings = DEFAULTS;
  let locked: string[] = [];
  let vaultLocked = false;
  let scheduled = false;

  const announcer = createAnnouncer(parts.shell, () => settings.calls);

  function state(): AppState {
    return {
      ...initialState(),
      phone: parts.phone.snapshot.status,
      calls: desk.cards(),
      crm: crm.status(),
      outbox: parts.journal.counts(),
      confirmations: dialling.confirmations(),
      locked,
      vaultLocked,
      settings: {
        country: settings.detection.country,
        create: settings.contacts.create,
        createIn: settings.contacts.createIn,
        voicemailNumber: settings.sip.voicemailNumber,
      },
    };
  }

  /** One publication per turn, however many parts changed in it. */
  function changed(): void {
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      const next = state();
      parts.publish(next);
      announcer.tell(next);
    });
  }

  const crm = createCrmDesk({ now: parts.now, onChange: changed });
  const microphone = createMicrophoneWait(() => parts.shell.openPage('microphone'));
  const dialling = createDialling({
    dial: (request) => microphone.run(() => parts.phone.dial(request)),
    calledBefore: (number) => parts.journal.hasCalled(number),
    options: () => ({
      country: settings.detection.country,
      confirmInternational: settings.calls.confirmInternational,
    }),
    now: parts.now,
    newId: parts.newId,
    onChange: changed,
  });
  const desk = createCallDesk({
    crm,
    lookUp: parts.lookUp,
    writeDown: (call, card) => parts.journal.write(call, card),
    finish: async (card) => {
      await parts.journal.finish(card, settings);
      void parts.journal.drain(crm.connector());
    },
    onMoment: (moment, card) => parts.onMoment(moment, card, settings),
    country: () => settings.detection.country,
    now: parts.now,
    later: parts.later,
    onChange: changed,
  });

  async function readSettings(): Promise<void> {
    const read = await parts.shell.readSettings();
    settings = read.settings;
    locked = read.locked;
    vaultLocked = await parts.vault.locked();
    const password = vaultLocked ? '' : ((await parts.vault.get('sip.password')) ?? '');
    parts.phone.configure({
      sip: settings.sip,
      password,
      audio: settings.audio,
      calls: settings.calls,
      country: settings.detection.country,
    });
    crm.use(await parts.chooseCrm(settings));
    changed();
    void parts.journal.drain(crm.connector());
  }

  const api = engineApi({
    ...parts,
    crm,
    desk,
    dialling,
    microphone,
    readSettings,
    settings: () => settings,
    changed,
  });

  return {
    api,
    async start() {
      parts.phone.subscribe((snapshot) => {
        desk.follow(snapshot.calls);
        changed();
      });
      parts.journal.subscribe(() => {
        for (const card of desk.cards()) {
          const log = parts.journal.logOf(card.call.id);
          if (log) desk.change(card.call.id, { log });
        }
        changed();
      });
      await parts.journal.recover(settings);
      await readSettings();
    },
  };
}
