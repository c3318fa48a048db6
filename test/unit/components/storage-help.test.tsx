// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { CallPage } from '@/components/call/call-page';
import { createPageModel } from '@/components/page-model';
import { PopupPage } from '@/components/popup/popup-page';
import type { AppState } from '@/utils/messaging/app-state';
import { fakeEngine } from '../../sandbox/gallery/fake-engine';
import { appState, NOW } from '../../sandbox/gallery/fixtures';
import { draw } from './render';

const FULL = 'The disk is full. Calls are kept in memory until there is room.';
const nothing = async () => {};

async function textOf(page: 'popup' | 'call window', state: AppState): Promise<string> {
  const model = createPageModel({
    state: signal(state),
    engine: fakeEngine({}),
    open: () => {},
    now: () => NOW,
  });
  const { root } = await draw(
    page === 'popup' ? (
      <PopupPage
        model={model}
        site={{ view: signal(null), setOn: nothing, allow: nothing, restore: nothing, show: nothing }}
        onCopy={() => {}}
      />
    ) : (
      <CallPage model={model} onClose={() => {}} />
    ),
  );
  return root.textContent ?? '';
}

describe.each(['popup', 'call window'] as const)('a disk that takes no calls, in the %s', (page) => {
  it('is said with what to do, and only while it lasts', async () => {
    const text = await textOf(page, appState({ storageProblem: FULL }));
    expect(text).toContain(FULL);
    expect(text).toContain('keep the browser open');
    expect(await textOf(page, appState())).not.toContain('not saved');
  });
});
