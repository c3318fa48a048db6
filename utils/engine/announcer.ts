import { badgeOf, noticeOf } from '@/utils/engine/announcements';
import type { Badge, Notice, ShellApi } from '@/utils/messaging/apis';
import type { AppState } from '@/utils/messaging/app-state';

interface AnnouncerOptions {
  notification: boolean;
  incomingWindow: boolean;
}

/**
 * Tells the user what changed by what only the shell can do: window, notices, badge. Compares with what it told before, so
 * that a repeated state says nothing twice.
 */
export function createAnnouncer(shell: ShellApi, options: () => AnnouncerOptions) {
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

  /** Opens the window once for each new call, and once for each new question. */
  function tellWindow(state: AppState): void {
    const fresh = [
      ...state.calls
        .filter(({ call }) => call.phase !== 'ended')
        .map(({ call }) => ({
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
