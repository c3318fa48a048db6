import type { AppState } from '@/utils/messaging/app-state';

/** One step of the set-up. */
export interface SetupStep {
  name: 'microphone' | 'line' | 'crm';
  number: number;
  title: string;
  done: boolean;
  /** The first one that is not done. */
  current: boolean;
}

/** How far the set-up is, read from the engine's state alone: whoever set it up by policy sees it done. */
export function setupSteps(state: AppState | null): SetupStep[] {
  const steps = [
    {
      name: 'microphone' as const,
      title: 'Allow the microphone',
      done: state?.phone.microphone === 'granted',
    },
    { name: 'line' as const, title: 'Connect your phone line', done: state?.phone.line === 'registered' },
    {
      name: 'crm' as const,
      title: 'Connect your CRM',
      done: state !== null && (state.crm.state === 'signed-in' || state.crm.kind === 'none'),
    },
  ];
  const first = steps.findIndex((step) => !step.done);
  return steps.map((step, index) => ({ ...step, number: index + 1, current: index === first }));
}
