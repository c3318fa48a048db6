import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { EngineApi } from '@/utils/messaging/apis';
import type { AppState } from '@/utils/messaging/app-state';

/** Pages of the product that another page can open. */
export type PageName = 'options' | 'welcome' | 'microphone' | 'call';

/** One line at the foot of the page: something went wrong, or was done and can be undone. */
export interface PageNotice {
  text: string;
  tone: 'plain' | 'problem';
  undo?: () => void;
}

/** What every page is given: the engine's newest state, and ways to ask it for things. */
export interface PageModel {
  /** Null until the engine has answered for the first time. */
  readonly state: ReadonlySignal<AppState | null>;
  readonly engine: EngineApi;
  readonly notice: Signal<PageNotice | null>;
  /** Waits for a request. A refusal becomes a notice in the engine's own plain words, and `undefined`. */
  run<T>(request: Promise<T>): Promise<T | undefined>;
  open(page: PageName, section?: string): void;
  /** Epoch milliseconds. */
  now(): number;
}

/** What a page model is made of; the entrypoint supplies the real things, the gallery its fixtures. */
export interface PageModelParts {
  state: ReadonlySignal<AppState | null>;
  engine: EngineApi;
  open: PageModel['open'];
  now?: () => number;
}

/** The plain sentence of an error that reached a page. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error && error.message ? error.message : 'That did not work. Please try again.';
}

export function createPageModel({ state, engine, open, now = Date.now }: PageModelParts): PageModel {
  const notice = signal<PageNotice | null>(null);
  return {
    state,
    engine,
    notice,
    open,
    now,
    async run(request) {
      try {
        return await request;
      } catch (error) {
        notice.value = { text: sentenceOf(error), tone: 'problem' };
        return undefined;
      }
    },
  };
}
