import { browser } from 'wxt/browser';
import type { EngineApi, Notice } from '@/utils/messaging/apis';
import { toReplyError } from '@/utils/messaging/rpc';

const LABELS = { answer: 'Answer', decline: 'Decline', 'call-back': 'Call back' } as const;

type Button = keyof typeof LABELS;

/** The id carries what a click needs: this worker may have been stopped since the notice was shown. */
interface NoticeId {
  id: string;
  callId?: string;
  buttons: Button[];
}

const pack = (notice: Notice) =>
  JSON.stringify({ id: notice.id, callId: notice.callId, buttons: notice.buttons ?? [] } satisfies NoticeId);

function unpack(text: string): NoticeId | null {
  try {
    const parsed = JSON.parse(text) as Partial<NoticeId>;
    return typeof parsed.id === 'string' && Array.isArray(parsed.buttons) ? (parsed as NoticeId) : null;
  } catch {
    return null;
  }
}

async function shown(): Promise<string[]> {
  return Object.keys((await browser.notifications.getAll()) as Record<string, unknown>);
}

/** Shows a notice, in the place of an older one with the same id. */
export async function notify(notice: Notice): Promise<void> {
  const key = pack(notice);
  for (const other of await shown())
    if (other !== key && unpack(other)?.id === notice.id) await browser.notifications.clear(other);
  const plain = {
    type: 'basic' as const,
    iconUrl: browser.runtime.getURL('/icons/128.png'),
    title: notice.title,
    message: notice.body,
  };
  // Firefox has neither buttons nor requireInteraction and refuses keys it does not know.
  const more = import.meta.env.FIREFOX
    ? {}
    : {
        buttons: (notice.buttons ?? []).map((button) => ({ title: LABELS[button] })),
        requireInteraction: (notice.buttons ?? []).includes('answer'),
      };
  await browser.notifications.create(key, { ...plain, ...more });
}

/** Takes a notice away. */
export async function clearNotice(id: string): Promise<void> {
  for (const key of await shown()) if (unpack(key)?.id === id) await browser.notifications.clear(key);
}

/** Tells of a failure that would show nowhere else: the user pressed a key or a notice, and no page of ours is open. */
export async function notifyFailure(error: unknown): Promise<void> {
  await notify({ id: 'failure', title: 'Your call', body: toReplyError(error).message });
}

/** Listens for clicks on notices: a button acts, the notice itself opens the call window. */
export function listenToNotices(engine: EngineApi, openCallWindow: () => Promise<void>): void {
  async function act(key: string, index: number | null): Promise<void> {
    const notice = unpack(key);
    if (!notice) return;
    await browser.notifications.clear(key);
    const button = index === null ? null : notice.buttons[index];
    if (notice.callId && button === 'decline') return engine.decline(notice.callId);
    await openCallWindow();
    if (notice.callId && button === 'answer') await engine.answer(notice.callId);
    if (notice.callId && button === 'call-back') await engine.callBack(notice.callId);
  }
  browser.notifications.onClicked.addListener((key) => void act(key, null).catch(notifyFailure));
  browser.notifications.onButtonClicked?.addListener(
    (key, index) => void act(key, index).catch(notifyFailure),
  );
}
