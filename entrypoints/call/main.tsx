import '@/components/styles/call.css';
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { keepWindowOpen } from './keep-window-open';
import { startMediaHost } from './media-host';
import { CallPage } from '@/components/call/call-page';
import { windowTitle } from '@/components/call/window-title';
import { createPageModel } from '@/components/page-model';
import type { AppState } from '@/utils/messaging/app-state';
import { connectPage } from '@/utils/messaging/page-connection';

const connection = connectPage();
const state = signal<AppState | null>(null);
connection.follow((next) => (state.value = next), new AbortController().signal);

const model = createPageModel({
  state,
  engine: connection.engine,
  open: (page, section) => void connection.open(page, section),
});

effect(() => {
  document.title = windowTitle(state.value);
});

// In Firefox this window carries the sound of the calls.
if (import.meta.env.FIREFOX) {
  startMediaHost();
  keepWindowOpen(model);
}

render(<CallPage model={model} onClose={() => window.close()} />, document.getElementById('app')!);
