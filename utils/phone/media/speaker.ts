import type { BrowserMedia } from '@/utils/phone/media/browser-media';
import type { MediaEvent } from '@/utils/phone/media/media-host';

/** Plays the far end on the chosen device, or on the default one where that is gone. */
export function createSpeaker(
  browser: BrowserMedia,
  stream: MediaStream,
  output: string,
  onEvent: (event: MediaEvent) => void,
) {
  const audio = browser.createAudio();
  audio.srcObject = stream;
  audio.autoplay = true;
  let wanted = output;
  const play = () => void audio.play().catch(() => undefined);
  void setOutput(output).then(play);

  async function setOutput(deviceId: string): Promise<void> {
    wanted = deviceId;
    try {
      await audio.setSinkId?.(deviceId === 'default' ? '' : deviceId);
    } catch {
      await audio.setSinkId?.('').catch(() => undefined);
      if (deviceId !== 'default') onEvent({ type: 'device-changed', kind: 'output' });
    }
  }

  return {
    setOutput,
    /** Plays what was added to the stream: a script's own `addTrack` fires no event. */
    restart(): void {
      audio.srcObject = stream;
      play();
    },
    /** After a change of devices: leaves a device that is gone, and comes back when it is there again. */
    checkDevice(): void {
      if (wanted !== 'default') void setOutput(wanted).then(play);
    },
    close(): void {
      audio.pause();
      audio.srcObject = null;
    },
  };
}
