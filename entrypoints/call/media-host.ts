import { connectMediaLink } from '@/utils/messaging/media-port';
import { createLocalMediaHost } from '@/utils/phone/media/local-media-host';
import { serveMediaHost } from '@/utils/phone/media/serve-media-host';

/** Carries the sound of calls for the engine, where the engine's own page may not have the microphone (Firefox). */
export function startMediaHost(): void {
  serveMediaHost(createLocalMediaHost({ canPrompt: true }), connectMediaLink());
}
