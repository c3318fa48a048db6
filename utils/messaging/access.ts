import type { ContentApi, EngineApi } from '@/utils/messaging/apis';
import type { SenderKind } from '@/utils/messaging/sender';

/** Who may ask the engine for what: the one table. Whatever is not in it is refused. */
const CONTENT: readonly (keyof ContentApi)[] = ['prepareFromPage', 'dialFromPage', 'takeBackFromPage'];

const SHELL: readonly (keyof EngineApi)[] = [
  'settingsChanged',
  'answerOrHangUp',
  'callBack',
  'tick',
  'answer',
  'decline',
  'dialFromMenu',
  'confirmDial',
  'reconnect',
  'viewRecord',
];

/** True if a sender of this kind may call this method of the engine. */
export function mayCallEngine(method: string, kind: SenderKind): boolean {
  if (kind === 'content') return (CONTENT as readonly string[]).includes(method);
  if (kind === 'shell') return (SHELL as readonly string[]).includes(method);
  return kind === 'page' && method !== 'tick';
}

/** The engine asks the shell for everything; pages only for the engine itself; content scripts for their engine part. */
export function mayCallShell(method: string, kind: SenderKind): boolean {
  if (kind === 'engine') return true;
  if (kind === 'page')
    return ['ensureEngine', 'openPage', 'openCallWindow', 'readSettings', 'grantedOrigins'].includes(method);
  return kind === 'content' && method === 'ensureEngine';
}
