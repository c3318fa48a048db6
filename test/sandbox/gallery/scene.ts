import { signal } from '@preact/signals';
import type { ComponentChild } from 'preact';
import { createPageModel } from '@/components/page-model';
import type { EngineApi } from '@/utils/messaging/apis';
import type { AppState } from '@/utils/messaging/app-state';
import { fakeEngine } from './fake-engine';
import { NOW } from './fixtures';

/** One picture: which style sheet it needs, how wide it is, and what it shows. */
export interface Scene {
  page: 'popup' | 'call' | 'options' | 'welcome';
  width: number;
  height: number;
  draw: () => ComponentChild;
  /** Buttons clicked before the picture is taken, by their words. */
  clicks?: string[];
  /** Text typed into the first field. */
  type?: string;
}

/** The model of a page over this state; `answers` replace what the engine says. */
export const modelOf = (state: AppState | null, answers?: Partial<EngineApi>) =>
  createPageModel({ state: signal(state), engine: fakeEngine(answers), open: () => {}, now: () => NOW });
