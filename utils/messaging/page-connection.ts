import type { EngineApi, ShellApi, ShellPageApi } from '@/utils/messaging/apis';
import type { AppState } from '@/utils/messaging/app-state';
import { remote } from '@/utils/messaging/rpc';
import { followState } from '@/utils/messaging/state-stream';

/** What an extension page talks to. */
export interface PageConnection {
  engine: EngineApi;
  /** Follows the engine's state until the signal aborts; null while the engine is away. */
  follow(onState: (state: AppState | null) => void, signal: AbortSignal): void;
  /** Opens another page of the product, or brings it to the front; `section` is its anchor. */
  open(page: 'options' | 'welcome' | 'microphone' | 'call', section?: string): Promise<void>;
}

/** Connects an extension page to engine and shell; the shell starts the engine where it does not run. */
export function connectPage(): PageConnection {
  const shell = remote<Pick<ShellApi, 'openPage' | 'openCallWindow'> & ShellPageApi>('shell');
  const ensureEngine = () => shell.ensureEngine();
  return {
    engine: remote<EngineApi>('engine', ensureEngine),
    follow: (onState, signal) => followState(onState, ensureEngine, signal),
    async open(page, section) {
      if (page === 'call') return shell.openCallWindow({ focus: true });
      return shell.openPage(page, section);
    },
  };
}
