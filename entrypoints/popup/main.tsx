import '@/components/styles/popup.css';
import { signal } from '@preact/signals';
import { render } from 'preact';
import { createSitePort } from './site-port';
import { createPageModel } from '@/components/page-model';
import { PopupPage } from '@/components/popup/popup-page';
import type { AppState } from '@/utils/messaging/app-state';
import { connectPage } from '@/utils/messaging/page-connection';

const connection = connectPage();
const state = signal<AppState | null>(null);
connection.follow((next) => (state.value = next), new AbortController().signal);

const model = createPageModel({
  state,
  engine: connection.engine,
  // A popup that stays open over the page it opened only hides it.
  open: (page, section) => void connection.open(page, section).then(() => window.close()),
});

render(
  <PopupPage
    model={model}
    site={createSitePort()}
    onCopy={(text) => void navigator.clipboard.writeText(text)}
  />,
  document.getElementById('app')!,
);
