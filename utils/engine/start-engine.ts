import { type ButtonSources, createCallButtons } from '@/utils/engine/call-buttons';
import { createCrmChooser } from '@/utils/engine/choose-crm';
import { createEngine, type Engine } from '@/utils/engine/engine';
import { createSignedInSince } from '@/utils/engine/signed-in-since';
import { renderText } from '@/utils/gotemplate/render-text';
import { createJournal } from '@/utils/journal/journal';
import { deleteJournalDatabases } from '@/utils/journal/journal-database';
import type { JournalStore } from '@/utils/journal/journal-store';
import { openJournalStore } from '@/utils/journal/open-journal-store';
import { createOwner } from '@/utils/journal/owner';
import type { EngineApi, ShellApi } from '@/utils/messaging/apis';
import type { AppState } from '@/utils/messaging/app-state';
import { createPhone } from '@/utils/phone/create-phone';
import type { MediaHost } from '@/utils/phone/media/media-host';
import type { TonePlayer } from '@/utils/phone/media/tone-player';
import { createSipTrace } from '@/utils/phone/sip/sip-trace';
import { openWebSocket } from '@/utils/phone/sip/socket-transport';
import { traceSocket } from '@/utils/phone/sip/trace-socket';
import { webLock } from '@/utils/platform/lock';
import { DEFAULTS } from '@/utils/settings/schema';
import { createVault } from '@/utils/settings/vault-store';

/** The outside world of the engine, handed in by the document it runs in. */
export interface EngineHost {
  shell: ShellApi;
  media: MediaHost;
  tones: TonePlayer;
  /** Headsets and media keys of this document, where the browser has them. */
  buttons: ButtonSources;
  publish: (state: AppState) => void;
  databases: IDBFactory;
  /** Where copies of them are kept, if anywhere (`openCopyBucket`). */
  copies: Promise<IDBFactory | null>;
  fetch: typeof fetch;
  locks: LockManager;
}

/** The UUID of this installation: with it the PBX replaces our registration instead of adding one (RFC 5626 §4.1). */
async function instanceId(store: JournalStore): Promise<string> {
  const known = await store.getMeta<string>('instanceId');
  if (known) return known;
  const made = crypto.randomUUID();
  await store.setMeta('instanceId', made);
  return made;
}

/** Builds the engine from its parts and starts it: the same code in Chrome's offscreen document and Firefox's background page. */
export async function startEngine(host: EngineHost): Promise<EngineApi> {
  const now = () => Date.now();
  const later = (ms: number, task: () => void) => void setTimeout(task, ms);
  const lock = webLock(host.locks);
  const vault = createVault(host.databases, host.copies);
  // Without a disk the phone still works: calls are kept in memory.
  const copies = await host.copies;
  const { store, problem, damage } = await openJournalStore(host.databases, copies);
  const owner = await createOwner(host.locks, crypto.randomUUID());
  const journal = createJournal({
    store,
    memoryOnly: problem,
    crypto,
    lock,
    owner: owner.name,
    aliveOwners: () => owner.alive(),
    now,
    random: Math.random,
  });
  const { choose, sign } = createCrmChooser({
    fetch: host.fetch,
    crypto,
    vault,
    lock,
    now,
    openSignIn: (address) => host.shell.openSignIn(address),
    redirectUri: () => host.shell.redirectUri(),
    saveSettings: (changes) => host.shell.saveSettings(changes),
    readTemplate: (key) => host.shell.readTemplate(key),
    grantedOrigins: () => host.shell.grantedOrigins(),
    timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  const trace = createSipTrace(now);
  const phone = createPhone({
    config: {
      sip: DEFAULTS.sip,
      password: '',
      audio: DEFAULTS.audio,
      calls: DEFAULTS.calls,
      country: DEFAULTS.detection.country,
    },
    media: host.media,
    tones: host.tones,
    instanceId: await instanceId(store),
    openSocket: traceSocket(openWebSocket, trace),
    written: (callId) => engine.written(callId),
  });
  const engine: Engine = createEngine({
    phone,
    buttons: createCallButtons(host.buttons, now),
    trace,
    shell: host.shell,
    vault,
    journal,
    since: createSignedInSince(vault, now),
    rowOf: (callId) => store.call(callId),
    forgetJournal: async () => {
      // The copy goes first: it would fill a journal that is empty.
      if (copies) await deleteJournalDatabases(copies);
      await deleteJournalDatabases(host.databases);
    },
    renderText,
    offsetMinutes: (at) => -new Date(at).getTimezoneOffset(),
    sign,
    chooseCrm: choose,
    publish: host.publish,
    now,
    later,
    newId: () => crypto.randomUUID(),
  });
  await engine.start();
  const notice = { id: 'damage', title: 'The list of calls was damaged', body: damage ?? '' };
  if (damage) void host.shell.notify(notice).catch(() => undefined);
  return engine.api;
}
