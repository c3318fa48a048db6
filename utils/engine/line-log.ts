import type { LineMoment } from '@/utils/messaging/diagnostics';
import type { PhoneStatus } from '@/utils/phone/phone-status';

/** Changes that are remembered. */
const MOST = 30;

/** What happened to the line since the engine started, newest last: who says "it dropped this morning" can be answered. */
export function createLineLog(now: () => number) {
  let moments: LineMoment[] = [];
  const sameAs = (last: LineMoment | undefined, { line, problem, sipStatus, server }: PhoneStatus) =>
    last?.line === line && last.problem === problem && last.sipStatus === sipStatus && last.server === server;

  return {
    notice(status: PhoneStatus): void {
      if (sameAs(moments.at(-1), status)) return;
      const { line, problem, sipStatus, server } = status;
      moments = [...moments, { at: now(), line, problem, sipStatus, server }].slice(-MOST);
    },
    moments: (): readonly LineMoment[] => moments,
  };
}
