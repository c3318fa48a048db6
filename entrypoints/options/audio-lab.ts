import { browserMedia } from '@/utils/phone/media/browser-media';
import { createTonePlayer } from '@/utils/phone/media/tones';
import type { AudioPort, VoiceProcessing } from '@/components/options/audio-port';

const RECORD_MS = 4_000;
const RING_MS = 3_500;

const WORDS: Record<string, string> = {
  NotAllowedError: 'The microphone is not allowed yet. Allow it first.',
  NotFoundError: 'This microphone is not connected.',
  OverconstrainedError: 'This microphone is not connected.',
  NotReadableError: 'Another program uses this microphone.',
};

async function openMicrophone(
  devices: MediaDevices,
  input: string,
  processing: Partial<VoiceProcessing> = {},
): Promise<MediaStream> {
  const device = input === 'default' ? {} : { deviceId: { exact: input } };
  try {
    return await devices.getUserMedia({ audio: { ...processing, ...device } });
  } catch (error) {
    throw new Error(WORDS[(error as DOMException).name] ?? 'The microphone could not be opened.', {
      cause: error,
    });
  }
}

const close = (stream: MediaStream) => stream.getTracks().forEach((track) => track.stop());
const loudness = (samples: Float32Array) =>
  Math.min(1, Math.sqrt(samples.reduce((sum, each) => sum + each * each, 0) / samples.length) * 4);

async function playOn(output: string, source: Blob): Promise<void> {
  const address = URL.createObjectURL(source);
  const audio = new Audio(address);
  if (output !== 'default') await audio.setSinkId(output).catch(() => undefined);
  try {
    await audio.play();
    await new Promise((resolve) => audio.addEventListener('ended', resolve, { once: true }));
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Microphone, speaker and ring tone, tried in the page itself. */
export function createAudioLab(devices: MediaDevices): AudioPort {
  const player = createTonePlayer(browserMedia);
  return {
    async devices() {
      const all = await devices.enumerateDevices();
      const named = (kind: MediaDeviceKind) =>
        all.filter((device) => device.kind === kind).map(({ deviceId, label }) => ({ id: deviceId, label }));
      const inputs = named('audioinput');
      return { inputs, outputs: named('audiooutput'), blocked: !inputs.some(({ label }) => label !== '') };
    },
    watchDevices(listener) {
      devices.addEventListener('devicechange', listener);
      return () => devices.removeEventListener('devicechange', listener);
    },
    async meter(input, onLevel) {
      const stream = await openMicrophone(devices, input);
      const context = new AudioContext();
      const analyser = new AnalyserNode(context, { fftSize: 1024 });
      context.createMediaStreamSource(stream).connect(analyser);
      const samples = new Float32Array(analyser.fftSize);
      const timer = setInterval(() => {
        analyser.getFloatTimeDomainData(samples);
        onLevel(loudness(samples));
      }, 100);
      return () => {
        clearInterval(timer);
        close(stream);
        void context.close();
      };
    },
    async hearYourself(input, output, processing, onStep) {
      const stream = await openMicrophone(devices, input, processing);
      const recorder = new MediaRecorder(stream);
      const parts: Blob[] = [];
      recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
      const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }));
      recorder.start();
      onStep('speak');
      setTimeout(() => recorder.stop(), RECORD_MS);
      await stopped;
      close(stream);
      onStep('listen');
      await playOn(output, new Blob(parts, { type: recorder.mimeType }));
      onStep('done');
    },
    async ring(ringOutput, ringtone) {
      const settings = { ringOutput, output: ringOutput, ringtone };
      player.play('ring', settings);
      await new Promise((resolve) => setTimeout(resolve, RING_MS));
      player.play('none', settings);
    },
  };
}
