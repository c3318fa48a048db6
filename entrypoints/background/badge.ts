import { browser } from 'wxt/browser';
import type { Badge } from '@/utils/messaging/apis';

const COLOURS = { plain: '#5b6470', call: '#0a7d4b', warn: '#b3261e' } as const;

/** Shows the state of the phone on the toolbar. */
export async function setBadge(badge: Badge): Promise<void> {
  const action = browser.action ?? browser.browserAction;
  await Promise.all([
    action.setBadgeText({ text: badge.text }),
    action.setBadgeBackgroundColor({ color: COLOURS[badge.tone] }),
    action.setTitle({ title: badge.title }),
  ]);
}
