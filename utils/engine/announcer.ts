import { badgeOf, noticeOf } from '@/utils/engine/announcements';
import type { Badge, Notice, ShellApi } from '@/utils/messaging/apis';
import type { AppState } from '@/utils/messaging/app-state';
import type { Call } from '@/utils/phone/call';

interface AnnouncerDeps {
  shell: Pick<ShellApi, 'openCallWindow' | 'notify' | 'clearNotice' | 'setBadge'>;
  options: () => { notification: boolean; incomingWindow: boolean };
  /** Epoch milliseconds. */
  now: () => number;
  later: (ms: number, task: () => void) => void;
}

/**
 * Opening a window keeps the browser busy for longer than a call takes to its INVITE, microphone and all. So the INVITE goes
 * first, and the window comes at the latest after this time, milliseconds.
 */
const INVITE_FIRST_MS = 250;

/**
 * Tells the user what changed by what only the shell can do: window, notices, badge. Compares with what it told before, so
 * that a repeated state says nothing twice.
 */
export function createAnnouncer({ shell, options, now, later }: AnnouncerDeps) {
  let newest: AppState | undefined;
  const seen = new Set<string>();
  const shown = new Map<string, string>();
  let badge = '';

  function tellBadge(next: Badge): void {
    const text = JSON.stringify(next);
    if (text === badge) return;
    badge = text;
    void shell.setBadge(next).catch(() => {
      // The shell is being restarted; the next change or tick tells it again.
      badge = '';
    });
  }

  function tellNotice(id: string, notice: Notice | null): void {
    const text = notice ? JSON.stringify(notice) : '';
    if (text === (shown.get(id) ?? '')) return;
    if (notice) shown.set(id, text);
    else shown.delete(id);
    void (notice ? shell.notify(notice) : shell.clearNotice(id)).catch(() => shown.delete(id));
  }

  const isReadied = ({ phase, needsMicrophone, startedAt }: Call) =>
    phase === 'preparing' && !needsMicrophone && now() < startedAt + INVITE_FIRST_MS;

  /** Opens the window once for each new call, and once for each new question. */
  function tellWindow(state: AppState): void {
    newest = state;
    const calls = state.calls.map(({ call }) => call).filter(({ phase }) => phase !== 'ended');
    if (calls.some((call) => isReadied(call) && !seen.has(call.id)))
      later(INVITE_FIRST_MS, () => tellWindow(newest!));
    const fresh = [
      ...calls
        .filter((call) => !isReadied(call))
        .map((call) => ({
          id: call.id,
          wanted: call.direction === 'outbound' || options().incomingWindow,
        })),
      ...state.confirmations.map(({ id }) => ({ id, wanted: true })),
    ].filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    if (fresh.some(({ wanted }) => wanted)) void shell.openCallWindow({ focus: true }).catch(() => {});
  }

  return {
    tell(state: AppState): void {
      tellWindow(state);
      const wanted = new Map(
        state.calls.map((card) => [
          `call-${card.call.id}`,
          options().notification ? noticeOf(card, state.settings.country) : null,
        ]),
      );
      // A missed call's notice stays when its card has gone; an incoming one has turned into something else before that.
      for (const [id, notice] of wanted) tellNotice(id, notice);
      tellBadge(badgeOf(state));
    },
  };
}
