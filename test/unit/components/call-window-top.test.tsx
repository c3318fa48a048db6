// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { act } from 'preact/test-utils';
import { expect, it, vi } from 'vitest';
import { CallPage } from '@/components/call/call-page';
import { createPageModel } from '@/components/page-model';
import { fakeEngine } from '../../sandbox/gallery/fake-engine';
import { appState, card, ended, NOW } from '../../sandbox/gallery/fixtures';
import { draw } from './render';

it('a new call begins at the top of a window that was scrolled, and a call that goes on does not', async () => {
  const state = signal(appState({ calls: [card(ended())] }));
  const model = createPageModel({ state, engine: fakeEngine(), open: vi.fn(), now: () => NOW });
  await draw(<CallPage model={model} onClose={vi.fn()} />);
  window.scrollTo(0, 80);
  await act(() => void (state.value = appState({ calls: [card(ended(), { note: 'Wants oak.' })] })));
  expect(window.scrollY).toBe(80);
  await act(() => void (state.value = appState({ calls: [card({ id: 'call-2' })] })));
  expect(window.scrollY).toBe(0);
});
