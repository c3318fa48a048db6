import '@/components/styles/welcome.css';
import { signal } from '@preact/signals';
import { render } from 'preact';
import { askForMicrophone, microphoneAdvice, microphoneSettings } from './microphone';
import { createPageModel } from '@/components/page-model';
import { WelcomePage } from '@/components/welcome/welcome-page';
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

render(
  <WelcomePage
    model={model}
    microphone={{ ask: askForMicrophone, advice: microphoneAdvice, openSettings: microphoneSettings }}
    microphoneOnly={location.hash === '#microphone'}
    onClose={() => window.close()}
  />,
  document.getElementById('app')!,
);
window.addEventListener('hashchange', () => location.reload());
