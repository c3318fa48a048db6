import type { BrowserMedia } from '@/utils/phone/media/browser-media';
import { MediaError, type MediaOptions } from '@/utils/phone/media/media-host';

/** Firefox leaves the request pending while its window is behind others; then the user must act (P3.3). */
const PATIENCE = 15_000;

/** A microphone's stream, and whether it is the one that was chosen. */
export interface Microphone {
  stream: MediaStream;
  /** False when the chosen device is missing and the default took its place. */
  chosen: boolean;
}

/**
 * Opens the microphone. A chosen device that is gone is replaced by the default.
 *
 * @throws MediaError `ask` when the user must be asked in a visible page first, `denied`, `no-device`, `busy`, `failed`.
 */
export async function openMicrophone(
  browser: BrowserMedia,
  audio: MediaOptions['audio'],
): Promise<Microphone> {
  const processing = {
    noiseSuppression: audio.noiseSuppression,
    echoCancellation: audio.echoCancellation,
    autoGainControl: audio.autoGainControl,
  };
  const wanted = audio.input && audio.input !== 'default' ? audio.input : null;
  if (wanted) {
    try {
      return { stream: await request(browser, { ...processing, deviceId: { exact: wanted } }), chosen: true };
    } catch (error) {
      if (!(error instanceof MediaError) || error.kind !== 'no-device') throw error;
    }
  }
  return { stream: await request(browser, processing), chosen: !wanted };
}

async function request(browser: BrowserMedia, constraints: MediaTrackConstraints): Promise<MediaStream> {
  let late = false;
  const stream = browser.getUserMedia({ audio: constraints, video: false });
  // Should it be granted after we gave up, the microphone must not stay open.
  stream
    .then((granted) => late && granted.getTracks().forEach((track) => track.stop()))
    .catch(() => undefined);
  try {
    return await Promise.race([
      stream,
      new Promise<never>((_, reject) => {
        setTimeout(() => reject(new MediaError('ask', 'The browser waits for your permission.')), PATIENCE);
      }),
    ]);
  } catch (error) {
    late = true;
    throw await explain(browser, error);
  }
}

async function explain(browser: BrowserMedia, error: unknown): Promise<MediaError> {
  if (error instanceof MediaError) return error;
  switch (error instanceof Error ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return (await browser.microphonePermission()) === 'prompt'
        ? new MediaError('ask', 'Switchhook may not use the microphone yet.')
        : new MediaError('denied', 'The microphone is blocked for Switchhook.');
    case 'NotFoundError':
    case 'OverconstrainedError':
      return new MediaError('no-device', 'No microphone was found.');
    case 'NotReadableError':
    case 'AbortError':
      return new MediaError('busy', 'Another program uses the microphone.');
    default:
      return new MediaError('failed', 'The microphone could not be opened.');
  }
}
