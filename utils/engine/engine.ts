import { interruptedNotice } from '@/utils/engine/announcements';
import { colleagueLines } from '@/utils/engine/colleagues';
import { pressButton } from '@/utils/engine/press-button';
import { withShownNumber } from '@/utils/engine/call-cards';
import { createAnnouncer } from '@/utils/engine/announcer';
import { createCallDesk } from '@/utils/engine/call-desk';
import { createCrmDesk } from '@/utils/engine/crm-desk';
import { createDialling } from '@/utils/engine/dialling';
import { engineApi } from '@/utils/engine/engine-api';
import type { EngineParts } from '@/utils/engine/engine-parts';
import { createJournalDesk } from '@/utils/engine/journal-desk';
import { createPops } from '@/utils/engine/pops';
import { createTickets } from '@/utils/engine/tickets';
import { createLineLog } from '@/utils/engine/line-log';
import { createMicrophoneWait } from '@/utils/engine/microphone-wait';
import { createIdleLock } from '@/utils/engine/idle-lock';
import { initialState } from '@/utils/engine/initial-state';
import { createContactLookup } from '@/utils/crm/contact-lookup';
import type { EngineApi } from '@/utils/messaging/apis';
import type { AppState } from '@/utils/messaging/app-state';
import { DEFAULTS } from '@/utils/settings/schema';

/** The engine as its host sees it. */
export interface Engine {
  api: EngineApi;
  start: () => Promise<void>;
  /** Resolves when a call is written down (see `PhoneOptions.written`). */
  written: (callId: string) => Promise<void>;
}

/** The engine: owner of calls, CRM and journal. `start` once; everything else comes through `api`. */
export function createEngine(parts: EngineParts): Engine {
  let settings = DEFAULTS;
  let locked: string[] = [];
  let vaultLocked = false;
  let password = '';
  let hasPassphrase = false;
  let scheduled = false;

  const lineLog = createLineLog(parts.now);
  const announcer = createAnnouncer({ ...parts, options: () => settings.calls });

  function state(): AppState {
    return {
      ...initialState(),
      phone: parts.phone.snapshot.status,
      calls: desk.cards().map((card) => withShownNumber(card, settings.detection.country)),
      crm: crm.status(),
      outbox: journal.counts(),
      storageProblem: parts.journal.problem(),
      confirmations: dialling.confirmations(),
      locked,
      vaultLocked,
      hasPassphrase,
      settings: {
        country: settings.detection.country,
        create: settings.contacts.create,
        createIn: settings.contacts.createIn,
        voicemailNumber: settings.sip.voicemailNumber,
        canPickUp: settings.sip.pickupCode !== '',
      },
      colleagues: colleagueLines(settings.calls.colleagues, parts.phone.snapshot.status),
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

  const crm = createCrmDesk({
    now: parts.now,
    onChange: changed,
    onSignedIn: () => void journal.drain(),
    ownership: () => ({ owner: settings.journal.owner, agentEmail: settings.crm.agentEmail }),
    since: parts.since.of,
  });
  const microphone = createMicrophoneWait(() => parts.shell.openPage('microphone'));
  const dialling = createDialling({
    dial: (request) => parts.phone.dial(request),
    prepare: () => parts.phone.prepare(),
    calledBefore: (number) => journal.hasCalled(number),
    options: () => ({
      country: settings.detection.country,
      confirmInternational: settings.calls.confirmInternational,
    }),
    now: parts.now,
    newId: parts.newId,
    onChange: changed,
  });
  const lookup = createContactLookup({
    find: (number, signal) => crm.ask((connector) => connector.findByNumber(number, signal)),
    account: () => crm.account().id,
    alwaysQuery: () => settings.crm.alwaysQuery,
    now: parts.now,
  });
  const pops = createPops({
    settings: () => settings.pop,
    open: (record) => void api.viewRecord(record).catch(() => {}),
  });
  const desk = createCallDesk({
    crm,
    lookup,
    writeDown: (call, card) => journal.write(call, card),
    finish: (card) => journal.finish(card),
    onGone: (callId) => {
      journal.unwatch(callId);
      pops.forget(callId);
    },
    onMoment: (moment, card) => {
      pops.notice(moment, card);
      tickets.notice(moment, card);
      if (moment === 'looked-up') void journal.write(card.call, card);
    },
    country: () => settings.detection.country,
    now: parts.now,
    later: parts.later,
    onChange: changed,
  });

  const journal = createJournalDesk({
    ...parts,
    settings: () => settings,
    account: () => crm.account(),
    connector: () => (crm.status().state === 'signed-in' ? crm.connector() : null),
    onChange: (logs) => {
      for (const [callId, log] of logs) desk.change(callId, { log });
      changed();
    },
  });

  const tickets = createTickets({
    connector: crm.connector,
    entryOf: (callId) => journal.entryOf(callId),
    keep: (callId, ticketId) => journal.keepTicket(callId, ticketId),
  });

  async function readSettings(): Promise<void> {
    const read = await parts.shell.readSettings();
    settings = read.settings;
    locked = read.locked;
    vaultLocked = await parts.vault.locked();
    hasPassphrase = await parts.vault.hasPassphrase();
    // A line that stands outlives the lock: calls go on while logs wait.
    if (!vaultLocked) password = (await parts.vault.get('sip.password')) ?? '';
    parts.phone.configure({
      sip: settings.sip,
      password,
      audio: settings.audio,
      calls: settings.calls,
      country: settings.detection.country,
    });
    crm.use(await parts.chooseCrm(settings));
    changed();
  }

  const idleLock = createIdleLock({
    vault: parts.vault,
    minutes: () => settings.vault.lockAfterMinutes,
    busy: () => parts.phone.snapshot.calls.some(({ phase }) => phase !== 'ended'),
    now: parts.now,
    onLocked: readSettings,
  });
  const plainApi = engineApi({
    ...parts,
    idleLock,
    crm,
    desk,
    lookup,
    dialling,
    journalDesk: journal,
    microphone,
    lineLog,
    readSettings,
    settings: () => settings,
    changed,
  });
  const api = idleLock.watching(plainApi);

  return {
    api,
    written: (callId) => journal.written(callId),
    async start() {
      parts.buttons.onAction((action) => void pressButton(api, action).catch(() => {}));
      parts.phone.subscribe((snapshot) => {
        desk.follow(snapshot.calls);
        lineLog.notice(snapshot.status);
        microphone.notice(snapshot.calls);
        parts.buttons.show(snapshot.calls);
        changed();
      });
      await readSettings();
      for (const row of await journal.recover())
        void parts.shell.notify(interruptedNotice(row, settings.detection.country)).catch(() => {});
    },
  };
}
