import { effect } from '@preact/signals';
import type { PageModel } from '@/components/page-model';
import type { AppState } from '@/utils/messaging/app-state';

const hasSound = ({ calls }: AppState) =>
  calls.some(({ call }) => call.phase !== 'incoming' && call.phase !== 'ended');

/**
 * Asks before a window is closed that carries the sound of a call. If it is closed all the same, a call that stands gets
 * another window, which says why it is there; one that nobody has answered yet is given up.
 */
export function keepWindowOpen({ state, notice }: Pick<PageModel, 'state' | 'notice'>): void {
  window.addEventListener('beforeunload', (event) => {
    if (state.value && hasSound(state.value)) event.preventDefault();
  });
  const stop = effect(() => {
    if (!state.value) return;
    if (state.value.calls.some(({ call }) => call.phase === 'active'))
      notice.value = {
        text: 'This window carries the sound of your call, so it opened again. “Hang up” ends the call.',
        tone: 'plain',
      };
    queueMicrotask(() => stop());
  });
}
