// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { expect, it, vi } from 'vitest';
import { CallPage } from '@/components/call/call-page';
import { createPageModel } from '@/components/page-model';
import type { CallCard } from '@/utils/messaging/app-state';
import { fakeEngine } from '../../sandbox/gallery/fake-engine';
import { appState, card, ended, NOW } from '../../sandbox/gallery/fixtures';
import { draw } from './render';

async function textOf(log: CallCard['log'], takesChanges: boolean): Promise<string> {
  const crm = { ...appState().crm, name: 'Zendesk', takesChanges };
  const model = createPageModel({
    state: signal(appState({ crm, calls: [card(ended(), { log })] })),
    engine: fakeEngine(),
    open: vi.fn(),
    now: () => NOW,
  });
  return (await draw(<CallPage model={model} onClose={vi.fn()} />)).text();
}

it('a note that comes too late for a CRM that takes no changes is said to stay here, and only then', async () => {
  expect(await textOf({ state: 'logged' }, false)).toContain('what you add now stays in this browser');
  expect(await textOf({ state: 'logged' }, true)).not.toContain('stays in this browser');
  expect(await textOf({ state: 'waiting' }, false)).not.toContain('stays in this browser');
});
