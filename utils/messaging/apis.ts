import type { CrmRecord, FieldSpec, RecordDraft, RecordKind, RecordRef } from '@/utils/crm/connector';
import type { Trial } from '@/utils/crm/template/workbench';
import type { SetupReport } from '@/utils/crm/zoho/zoho-setup';
import type { HistoryItem, HistoryQuery } from '@/utils/journal/history';
import type { OutboxItem } from '@/utils/journal/journal';
import type { LogEdit } from '@/utils/journal/outbox';
import type { PhoneService } from '@/utils/phone/phone-service';
import type { Diagnostics, DiagnosticsReport } from '@/utils/messaging/diagnostics';
import type { PageDialRequest, SenderPage } from '@/utils/messaging/page-request';
import type { MenuWish } from '@/utils/page/menu-wish';
import type { CallOrigin } from '@/utils/phone/call';
import type { Settings } from '@/utils/settings/schema';
import type { Problem } from '@/utils/settings/validate';

/** A finished call in the history. JSON-safe. */
export type HistoryRow = HistoryItem;

/** A log entry that waits or was refused. JSON-safe. */
export type OutboxRow = OutboxItem;

/** What content scripts may ask of the engine: nothing here returns contacts, settings or secrets. */
export interface ContentApi {
  /**
   * A number was clicked, and a second click may still make it a double click: readies the sound of the call, if it would begin
   * without a question. A page learns nothing from the answer.
   */
  prepareFromPage(request: PageDialRequest, page?: SenderPage): Promise<void>;
  /** Dials the number that was clicked, or asks the user first. `page` is added on arrival from what the browser says. */
  dialFromPage(request: PageDialRequest, page?: SenderPage): Promise<'dialled' | 'asked'>;
  /** It was a double click after all: whatever the frame's last click led to within the last second is undone. */
  takeBackFromPage(nothing?: null, page?: SenderPage): Promise<void>;
}

/** What pages may do with calls: the phone's own methods. */
type CallControl = Pick<
  PhoneService,
  | 'answer'
  | 'decline'
  | 'hangUp'
  | 'setMuted'
  | 'setHeld'
  | 'sendDtmf'
  | 'transfer'
  | 'transferTo'
  | 'conference'
  | 'setDoNotDisturb'
  | 'reconnect'
>;

/** What extension pages and the shell may ask of the engine. */
export interface EngineApi extends ContentApi, CallControl {
  dial(request: {
    number: string;
    record?: CallOrigin;
  }): Promise<{ callId: string } | { confirmationId: string }>;
  /**
   * Dials what was chosen from the menu of a page: selected text, or the address behind a link. It is the page's word, like
   * a click there: no feature codes, and asked first where it may cost. `isShown`: the user could read the number.
   */
  dialFromMenu(wish: MenuWish): Promise<void>;
  /** Takes the call that rings at a colleague's, by the PBX's feature code. */
  pickUp(extension: string): Promise<void>;
  confirmDial(confirmationId: string, yes: boolean): Promise<void>;
  /** Dials the other party of an ended call again. */
  callBack(callId: string): Promise<void>;
  /** The keyboard shortcut: answers what rings, else ends what goes on. */
  answerOrHangUp(): Promise<void>;
  /** The microphone was granted on a page: go on with what waited for it. */
  microphoneReady(): Promise<void>;
  /** A headset was granted on a page, or taken back: look again. */
  headsetsChanged(): Promise<void>;
  /** Removes an ended call's card. */
  dismiss(callId: string): Promise<void>;

  /** Of a call that goes on, or of any in the history. */
  setNote(callId: string, note: string): Promise<void>;
  setDisposition(callId: string, values: { result?: string; purpose?: string }): Promise<void>;
  callPicklists(): Promise<{ results: string[]; purposes: string[] }>;
  pickRecord(callId: string, record: RecordRef): Promise<void>;
  /** Opens the record's page in the CRM tab already open, or a new one. */
  viewRecord(record: RecordRef): Promise<void>;
  fieldsFor(kind: RecordKind): Promise<FieldSpec[]>;
  createRecord(callId: string | null, kind: RecordKind, draft: RecordDraft): Promise<CrmRecord>;
  undoCreate(callId: string): Promise<void>;
  lookUp(number: string): Promise<CrmRecord[]>;
  search(text: string): Promise<CrmRecord[]>;
  checkCrm(): Promise<void>;
  /** Tries scopes, edition, modules and fields without writing, and names what is missing. */
  checkSetup(): Promise<SetupReport>;
  /** Looks one number up by the template in use and keeps every request and answer, secrets masked. */
  tryNumber(number: string): Promise<Trial>;
  /** Creates the unique field that makes double logs impossible (needs an administrator of the CRM). */
  createKeyField(): Promise<void>;

  history(query: HistoryQuery): Promise<HistoryRow[]>;
  outbox(): Promise<OutboxRow[]>;
  retryLog(id: string): Promise<void>;
  /** Corrects a log that was refused, and tries again. */
  editLog(id: string, change: LogEdit): Promise<void>;
  discardLog(id: string): Promise<void>;

  /** Puts a secret into the vault; an empty value removes it. */
  setSecret(key: string, value: string): Promise<void>;
  /** Which of these secrets are there. */
  hasSecrets(keys: string[]): Promise<Record<string, boolean>>;
  unlockVault(passphrase: string): Promise<void>;
  lockVault(): Promise<void>;
  /** Puts the vault under a passphrase, or (null) takes it away. */
  setPassphrase(passphrase: string | null): Promise<void>;

  /** Signs in with a pasted grant code or refresh token, or (null) on the CRM's own page in a window. */
  signIn(code: string | null): Promise<void>;
  /** Revokes the refresh token and forgets it; logs that wait stay. */
  signOut(): Promise<void>;
  /** Removes journal, history, secrets and settings. */
  forgetEverything(): Promise<void>;

  /** What the engine can tell of itself, for the page that helps. */
  diagnostics(): Promise<Diagnostics>;
  /** The same with the recording, for a file. */
  diagnosticsReport(): Promise<DiagnosticsReport>;
  /** Begins or ends a recording of what phone and PBX say; it ends by itself after ten minutes. */
  setTrace(on: boolean): Promise<void>;

  /** Settings or secrets changed: read them again. */
  settingsChanged(): Promise<void>;
  /** The alarm: look after the line, the outbox and unfinished calls. */
  tick(): Promise<void>;
}

/** A system notification. All text is one line, already cleaned. */
export interface Notice {
  id: string;
  title: string;
  body: string;
  /** Buttons where the browser has them. */
  buttons?: ('answer' | 'decline' | 'call-back')[];
  callId?: string;
}

/** What the toolbar shows. */
export interface Badge {
  text: string;
  tone: 'plain' | 'call' | 'warn';
  /** Tooltip. */
  title: string;
}

/** A template's file, and what of the own network the user allowed it to reach. */
export interface StoredTemplate {
  xml: string;
  allowedPrivate: string[];
}

/** What the engine asks of the shell: things only the service worker (or Firefox's background page) can do. */
export interface ShellApi {
  /** Settings merged with policy, without secrets; policy secrets have been moved to the vault. */
  readSettings(): Promise<{
    settings: Settings;
    locked: string[];
    problems: Problem[];
  }>;
  /** Opens or focuses the call window. */
  openCallWindow(options: { focus: boolean }): Promise<void>;
  closeCallWindow(): Promise<void>;
  notify(notice: Notice): Promise<void>;
  clearNotice(id: string): Promise<void>;
  setBadge(badge: Badge): Promise<void>;
  /** Opens a page of the CRM: the tab that already shows that CRM, or a new one. Only https, only the CRM's hosts. */
  openCrmPage(url: string): Promise<void>;
  /** Opens an extension page in a tab, or focuses it; `section` names a part of the options page, such as `crm`. */
  openPage(page: 'options' | 'welcome' | 'microphone', section?: string): Promise<void>;
  /** Shows a sign-in page in a window (`identity.launchWebAuthFlow`); undefined when it was closed. */
  openSignIn(address: string): Promise<string | undefined>;
  /** Where sign-in pages send the browser back to. */
  redirectUri(): Promise<string>;
  /** Changes settings the engine has learnt, such as the data centre an account lives in. */
  saveSettings(changes: Record<string, unknown>): Promise<void>;
  /** An installed template, or a built-in one, by key. */
  readTemplate(key: string): Promise<StoredTemplate | null>;
  /** Origins the user granted, as `https://host` patterns. */
  grantedOrigins(): Promise<string[]>;
}

/** What pages and content scripts ask of the shell directly. */
export interface ShellPageApi {
  /** Makes sure the engine runs; resolves when it answers. */
  ensureEngine(): Promise<void>;
}
