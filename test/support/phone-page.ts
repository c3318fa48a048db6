import type { CallEnd } from '@/utils/phone/call';
import { createPhone, type Phone } from '@/utils/phone/create-phone';
import { browserMedia } from '@/utils/phone/media/browser-media';
import { createLocalMediaHost } from '@/utils/phone/media/local-media-host';
import type { MediaEvent, MediaHost } from '@/utils/phone/media/media-host';
import { createTonePlayer } from '@/utils/phone/media/tones';
import { openWebSocket } from '@/utils/phone/sip/socket-transport';
import type { PhoneSetup } from '@/utils/phone/phone-setup';
import { listen, type Heard } from './tone';
import { createWireTap, type WireTap } from './wire-tap';

/** The phone in a web page, for tests: its sound can be listened to. */
export interface PagePhone {
  phone: Phone;
  /** What the user hears now, of all calls. */
  hears(): Promise<Heard>;
  /** What pulling the plug of the microphone in use does to its track. */
  unplugMicrophone(): void;
  /** Chooses a speaker, as the options do. */
  useSpeaker(deviceId: string): void;
  /** When each kind of `MediaEvent` came last, milliseconds of `performance.now()`. */
  marks: Partial<Record<MediaEvent['type'], number>>;
  wire: WireTap;
  /** How each call ended; the phone itself forgets that soon. */
  ends: Record<string, CallEnd>;
}

const SECONDS = 0.7;

/** `voiceHz`: says this tone instead of what the browser's microphone hears. */
export function startPagePhone(setup: PhoneSetup, instanceId: string, voiceHz?: number): PagePhone {
  const context = new AudioContext();
  const ears = context.createAnalyser();
  ears.fftSize = 32_768;
  const marks: PagePhone['marks'] = {};
  let newest: RTCPeerConnection | null = null;
  const local = createLocalMediaHost({
    canPrompt: true,
    browser: {
      ...browserMedia,
      ...(voiceHz === undefined ? {} : { getUserMedia: () => voice(context, voiceHz) }),
      createPeerConnection(configuration, options) {
        const peer = browserMedia.createPeerConnection(configuration, options);
        newest = peer;
        peer.addEventListener('track', ({ track }) => {
          context.createMediaStreamSource(new MediaStream([track])).connect(ears);
        });
        return peer;
      },
    },
  });
  const wire = createWireTap();
  const media: MediaHost = {
    open: (callId, options, onEvent) =>
      local.open(callId, options, (event) => {
        marks[event.type] = performance.now();
        onEvent(event);
      }),
  };
  const phone = createPhone({
    ...wire.options,
    config: setup,
    media,
    tones: createTonePlayer(browserMedia),
    instanceId,
    openSocket(url) {
      const socket = openWebSocket(url) as WebSocket;
      wire.watch(socket);
      return socket as never;
    },
  });
  const ends: Record<string, CallEnd> = {};
  phone.subscribe(({ calls }) => {
    for (const { id, end } of calls) if (end) ends[id] = end;
  });
  return {
    phone,
    marks,
    ends,
    wire: wire.tap,
    unplugMicrophone() {
      const track = newest!.getSenders()[0]!.track!;
      track.stop();
      // A script that stops a track is not told of its end; a user who pulls the plug is.
      track.dispatchEvent(new Event('ended'));
    },
    useSpeaker: (output) => phone.configure({ ...setup, audio: { ...setup.audio, output } }),
    async hears() {
      await context.resume();
      await new Promise((resolve) => setTimeout(resolve, SECONDS * 1000));
      const samples = new Float32Array(ears.fftSize);
      ears.getFloatTimeDomainData(samples);
      return listen({ samples: Float64Array.from(samples), rate: context.sampleRate }, SECONDS);
    },
  };
}

/** A microphone that hears one tone. */
async function voice(context: AudioContext, hz: number): Promise<MediaStream> {
  await context.resume();
  const tone = new OscillatorNode(context, { frequency: hz });
  const volume = new GainNode(context, { gain: 0.4 });
  const microphone = context.createMediaStreamDestination();
  tone.connect(volume).connect(microphone);
  tone.start();
  return microphone.stream;
}
