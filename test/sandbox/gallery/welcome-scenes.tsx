import { WelcomePage } from '@/components/welcome/welcome-page';
import type { AppState } from '@/utils/messaging/app-state';
import { appState, call, card } from './fixtures';
import { modelOf, type Scene } from './scene';
import { NEW } from './states';

const welcomeScene = (state: AppState | null, microphoneOnly = false, answer = 'denied' as const): Scene => ({
  page: 'welcome',
  width: 800,
  height: 800,
  draw: () => (
    <WelcomePage
      model={modelOf(state)}
      microphone={{
        ask: async () => answer,
        advice: 'The browser will ask. Choose “Allow while visiting the site”.',
        openSettings: () => {},
      }}
      microphoneOnly={microphoneOnly}
      onClose={() => {}}
    />
  ),
});

/** The welcome page, and the page that asks for the microphone. */
export const WELCOME_SCENES: Record<string, Scene> = {
  'welcome-new': welcomeScene(NEW),
  'welcome-halfway': welcomeScene(
    appState({ crm: { ...appState().crm, state: 'signed-out', user: undefined } }),
  ),
  'welcome-done': welcomeScene(appState()),
  'microphone-waiting': welcomeScene(
    appState({ phone: { ...appState().phone, microphone: 'ask' }, calls: [{ ...card(), call: call() }] }),
    true,
  ),
};
