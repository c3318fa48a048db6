import { connectMediaLine } from '@/utils/messaging/media-port';
import { createLocalMediaHost } from '@/utils/phone/media/local-media-host';
import type { MediaMessage } from '@/utils/phone/media/media-link';
import { serveMediaHost } from '@/utils/phone/media/serve-media-host';

/** Carries the sound of calls for the engine, where the engine's own page may not have the microphone (Firefox). */
export function startMediaHost(): void {
  const line = connectMediaLine();
  serveMediaHost(createLocalMediaHost({ canPrompt: true }), {
    ...line,
    // Only the engine of this very extension can stand at the other end of the line.
    onMessage: (listener) => line.onMessage((message) => listener(message as MediaMessage)),
  });
}
