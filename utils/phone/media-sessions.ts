import {
  MediaError,
  type MediaEvent,
  type MediaHost,
  type MediaOptions,
  type MediaSession,
} from '@/utils/phone/media/media-host';
import type { PhoneInput } from '@/utils/phone/phone-state';

/** The sound of each call, opened and closed as the step says. */
export function createMediaSessions(host: MediaHost, dispatch: (input: PhoneInput) => void) {
  /** A call whose sound is being opened has an entry without a session. */
  const open = new Map<string, { session: MediaSession | null }>();

  return {
    find: (callId: string) => open.get(callId)?.session ?? null,
    /** Where that opens no window, and so nothing the user would see. */
    prepare: (options: MediaOptions): (() => void) => host.prepare?.(options) ?? (() => undefined),
    open(callId: string, options: MediaOptions): void {
      const entry: { session: MediaSession | null } = { session: null };
      open.set(callId, entry);
      const isMine = () => open.get(callId) === entry;
      const onEvent = (event: MediaEvent) => {
        if (isMine()) dispatch({ type: 'media', callId, event });
      };
      void begin();

      async function begin(): Promise<void> {
        let session: MediaSession;
        try {
          session = await host.open(callId, options, onEvent);
        } catch (error) {
          if (!isMine()) return;
          open.delete(callId);
          return dispatch({ type: 'media-failed', callId, kind: kindOf(error) });
        }
        if (!isMine()) return session.close();
        entry.session = session;
        dispatch({ type: 'media-open', callId });
      }
    },
    close(callId: string): void {
      const entry = open.get(callId);
      open.delete(callId);
      entry?.session?.close();
    },
    setDevices(audio: MediaOptions['audio']): void {
      for (const { session } of open.values()) void session?.setDevices(audio).catch(() => undefined);
    },
    bridge(callId: string, otherCallId: string | null): void {
      const one = open.get(callId)?.session;
      const other = otherCallId ? (open.get(otherCallId)?.session ?? null) : null;
      one?.bridge(other);
      other?.bridge(one ?? null);
    },
  };
}

function kindOf(error: unknown): MediaError['kind'] {
  return error instanceof MediaError ? error.kind : 'failed';
}
