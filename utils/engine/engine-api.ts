import { callBackOf, callBackOfPast } from '@/utils/engine/call-back';
import type { CallDesk } from '@/utils/engine/call-desk';
import { pickupNumber } from '@/utils/engine/colleagues';
import type { CrmDesk } from '@/utils/engine/crm-desk';
import { diagnose, type DiagnoseParts, reportOf } from '@/utils/engine/diagnose';
import type { createDialling } from '@/utils/engine/dialling';
import type { EngineParts } from '@/utils/engine/engine-parts';
import type { JournalDesk } from '@/utils/engine/journal-desk';
import type { createMicrophoneWait } from '@/utils/engine/microphone-wait';
import type { ContactLookup } from '@/utils/crm/contact-lookup';
import { createPageCalls } from '@/utils/engine/page-calls';
import { setupChecker, templateConnector } from '@/utils/engine/setup-check';
import { tryNumber } from '@/utils/crm/template/workbench';
import { parseNumber } from '@/utils/numbers/parse';
import { readTyped } from '@/utils/numbers/typed-number';
import { CrmError } from '@/utils/crm/crm-error';
import type { EngineApi } from '@/utils/messaging/apis';
import { PhoneError } from '@/utils/phone/phone-service';
import type { Settings } from '@/utils/settings/schema';

interface ApiParts extends EngineParts, DiagnoseParts {
  crm: CrmDesk;
  desk: CallDesk;
  journal: EngineParts['journal'];
  journalDesk: JournalDesk;
  lookup: ContactLookup;
  dialling: ReturnType<typeof createDialling>;
  microphone: ReturnType<typeof createMicrophoneWait>;
  idleLock: { tick(): Promise<void> };
  readSettings: () => Promise<void>;
  settings: () => Settings;
  changed: () => void;
}

const MAX_NOTE = 10_000;

/** The methods pages may call, each a line to the part that knows. */
export function engineApi(parts: ApiParts): EngineApi {
  const { phone, crm, desk, dialling, journal, journalDesk, microphone, shell, vault } = parts;

  return {
    ...createPageCalls({ dialling, hangUp: (callId) => phone.hangUp(callId), now: parts.now }),
    dial: ({ number, record }) => dialling.dial({ number, origin: record, from: 'extension', trusted: true }),
    async dialFromMenu({ text, host, isShown }) {
      const { number, ext } = readTyped(text, parts.settings().detection.country);
      const doubt = isShown ? undefined : 'not-shown';
      await dialling.dial({ number, ext, from: 'page', host, trusted: true, doubt });
    },
    async pickUp(extension) {
      const number = pickupNumber(parts.settings().sip.pickupCode, extension);
      if (number === null)
        throw new PhoneError('refused', 'Enter the pickup code of your phone system first.');
      await dialling.dial({ number, from: 'extension', trusted: true });
    },
    confirmDial: (id, yes) => dialling.confirm(id, yes),
    answer: (callId) => microphone.run(() => phone.answer(callId)),
    decline: (callId) => phone.decline(callId),
    hangUp: (callId) => phone.hangUp(callId),
    setMuted: (callId, muted) => phone.setMuted(callId, muted),
    setHeld: (callId, held) => phone.setHeld(callId, held),
    sendDtmf: (callId, tones) => phone.sendDtmf(callId, tones),
    transfer: (callId, number) => phone.transfer(callId, number),
    transferTo: (callId, other) => phone.transferTo(callId, other),
    conference: (callId, other, on) => phone.conference(callId, other, on),
    async setDoNotDisturb(on) {
      await phone.setDoNotDisturb(on);
      // As on a desk phone it outlives a restart; where the organisation has set it, it holds for today.
      await shell.saveSettings({ 'calls.doNotDisturb': on }).catch(unlessLocked);
    },
    reconnect: () => phone.reconnect(),
    async callBack(callId) {
      const card = desk.card(callId);
      const past = card ? undefined : await journal.history({ text: '', limit: 1000 });
      const row = past?.find(({ id }) => id === callId);
      const request = card ? callBackOf(card) : row && callBackOfPast(row);
      if (request?.number) await dialling.dial({ ...request, from: 'extension', trusted: true });
    },
    async answerOrHangUp() {
      const calls = desk.cards().map(({ call }) => call);
      const ringing = calls.find(({ phase }) => phase === 'incoming');
      if (ringing) return microphone.run(() => phone.answer(ringing.id));
      const going = calls.findLast(({ phase }) => phase !== 'ended');
      if (going) await phone.hangUp(going.id);
    },
    async microphoneReady() {
      await phone.microphoneReady();
      await microphone.granted();
      if (phone.snapshot.calls.some(({ phase }) => phase !== 'ended'))
        await shell.openCallWindow({ focus: true });
    },
    headsetsChanged: () => parts.buttons.refresh(),
    async dismiss(callId) {
      desk.dismiss(callId);
    },

    async setNote(callId, text) {
      const note = text.slice(0, MAX_NOTE);
      desk.change(callId, { note });
      const card = desk.card(callId);
      await (card ? journalDesk.write(card.call, card) : journalDesk.writeLater(callId, { note }));
    },
    async setDisposition(callId, { result, purpose }) {
      desk.change(callId, { result, purpose });
      const card = desk.card(callId);
      if (card) await journalDesk.write(card.call, card);
    },
    callPicklists: () => crm.ask((connector) => connector.callPicklists()),
    async pickRecord(callId, record) {
      await desk.pick(callId, record);
      const card = desk.card(callId);
      if (card) await journalDesk.write(card.call, card);
    },
    async viewRecord(record) {
      const url = crm.connector()?.urlOf(record);
      if (!url) throw new CrmError('rejected', 'This record has no page in the CRM.');
      await shell.openCrmPage(url);
    },
    fieldsFor: (kind) => crm.ask((connector) => connector.fieldsFor(kind)),
    async createRecord(callId, kind, draft) {
      const record = await desk.create(callId, kind, draft);
      const card = callId === null ? undefined : desk.card(callId);
      if (card) await journalDesk.write(card.call, card);
      return record;
    },
    undoCreate: (callId) => desk.undoCreate(callId),
    async lookUp(number) {
      const answer = await parts.lookup.find({ raw: number, country: parts.settings().detection.country });
      if (answer.state === 'failed')
        throw new CrmError('unreachable', answer.message ?? 'The CRM did not answer.');
      return answer.records;
    },
    search: (text) => crm.ask((connector) => connector.search(text.slice(0, 100))),
    checkCrm: () => crm.check(),
    checkSetup: () => crm.ask((connector) => setupChecker(connector).checkSetup()),
    async tryNumber(number) {
      const { country } = parts.settings().detection;
      const e164 = parseNumber(number, country)?.e164;
      return crm.ask((connector) => tryNumber(templateConnector(connector), { raw: number, e164, country }));
    },
    createKeyField: () => crm.ask((connector) => setupChecker(connector).offerKeyField()),

    history: (query) => journal.history(query),
    outbox: () => journal.outboxItems(crm.account().id),
    async retryLog(id) {
      await journal.retry(id);
      await journalDesk.drain();
    },
    async editLog(id, change) {
      await journal.edit(id, change);
      await journalDesk.drain();
    },
    discardLog: (id) => journal.discard(id),

    async setSecret(key, value) {
      await vault.set(key, value);
      await parts.readSettings();
    },
    async hasSecrets(keys) {
      return Object.fromEntries(
        await Promise.all(keys.map(async (key) => [key, await vault.has(key)] as const)),
      );
    },
    async unlockVault(passphrase) {
      await vault.unlock(passphrase);
      await parts.readSettings();
    },
    async lockVault() {
      vault.lock();
      await parts.readSettings();
    },
    async setPassphrase(passphrase) {
      await vault.setPassphrase(passphrase);
      await parts.readSettings();
    },
    async signIn(code) {
      await (code === null
        ? parts.sign.inWithBrowser(parts.settings())
        : parts.sign.inWithCode(parts.settings(), code));
      await parts.since.forget();
      await parts.readSettings();
      await crm.check();
    },
    async signOut() {
      await parts.sign.out(parts.settings());
      await parts.since.forget();
      await parts.readSettings();
    },
    async forgetEverything() {
      await parts.sign.out(parts.settings()).catch(() => {});
      await parts.forgetJournal();
      await vault.clear();
      await parts.readSettings();
    },

    diagnostics: () => diagnose(parts),
    diagnosticsReport: () => reportOf(parts),
    async setTrace(on) {
      if (on) parts.trace.start();
      else parts.trace.stop();
    },

    settingsChanged: () => parts.readSettings(),
    async tick() {
      await parts.idleLock.tick();
      await crm.recheck();
      await journalDesk.drain();
    },
  };
}

function unlessLocked(error: unknown): void {
  if ((error as { code?: string }).code !== 'locked') throw error;
}
