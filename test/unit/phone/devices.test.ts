import { describe, expect, it } from 'vitest';
import { type BrowserMedia } from '@/utils/phone/media/browser-media';
import type { MediaEvent } from '@/utils/phone/media/media-host';
import { openMicrophone } from '@/utils/phone/media/microphone';
import { createSpeaker } from '@/utils/phone/media/speaker';
import { NEW_PHONE, type PhoneInput, type PhoneState } from '@/utils/phone/phone-state';
import { step } from '@/utils/phone/step';

const AUDIO = {
  input: 'headset',
  output: 'headset',
  noiseSuppression: true,
  echoCancellation: false,
  autoGainControl: true,
};

/** A browser with these microphones; every other one is missing. */
function browserWith(...present: string[]) {
  const asked: MediaTrackConstraints[] = [];
  const browser = {
    async getUserMedia({ audio }: MediaStreamConstraints) {
      const constraints = audio as MediaTrackConstraints;
      asked.push(constraints);
      const wanted = (constraints.deviceId as { exact: string } | undefined)?.exact ?? 'default';
      if (!present.includes(wanted)) throw new DOMException('', 'NotFoundError');
      return { id: wanted } as MediaStream;
    },
    microphonePermission: async () => 'granted' as const,
  } as unknown as BrowserMedia;
  return { browser, asked };
}

describe('the microphone', () => {
  it('is the chosen one, treated as chosen', async () => {
    const { browser, asked } = browserWith('default', 'headset');
    expect(await openMicrophone(browser, AUDIO)).toMatchObject({ stream: { id: 'headset' }, chosen: true });
    expect(asked).toEqual([
      {
        deviceId: { exact: 'headset' },
        noiseSuppression: true,
        echoCancellation: false,
        autoGainControl: true,
      },
    ]);
  });

  it('is the default one where the chosen one is gone, and that is told', async () => {
    const { browser } = browserWith('default');
    expect(await openMicrophone(browser, AUDIO)).toMatchObject({ stream: { id: 'default' }, chosen: false });
  });

  it('is missing where there is none at all', async () => {
    await expect(openMicrophone(browserWith().browser, AUDIO)).rejects.toMatchObject({ kind: 'no-device' });
  });
});

describe('the speaker', () => {
  function speakerWith(present: string[], wanted: string) {
    const sinks: string[] = [];
    const events: MediaEvent[] = [];
    const audio = {
      play: async () => undefined,
      async setSinkId(id: string) {
        if (id !== '' && !present.includes(id)) throw new DOMException('', 'NotFoundError');
        sinks.push(id);
      },
    };
    const browser = { createAudio: () => audio } as unknown as BrowserMedia;
    const speaker = createSpeaker(browser, {} as MediaStream, wanted, (event) => events.push(event));
    return { speaker, sinks, events, present };
  }

  it('moves to the default one when the chosen one goes, says so, and comes back with it', async () => {
    const { speaker, sinks, events, present } = speakerWith(['headset'], 'headset');
    await speaker.setOutput('headset');
    expect(events).toEqual([]);
    present.pop();
    await speaker.setOutput('headset');
    expect(sinks.at(-1)).toBe('');
    expect(events).toEqual([{ type: 'device-changed', kind: 'output' }]);
    present.push('headset');
    await speaker.setOutput('headset');
    expect(sinks.at(-1)).toBe('headset');
  });
});

describe('a call whose microphone goes', () => {
  const feed = (state: PhoneState, ...inputs: PhoneInput[]) =>
    inputs.reduce((now, input) => step(now, input, { now: 1, random: () => 0.5 }).state, state);
  const talking = feed(
    NEW_PHONE,
    { type: 'line-set', servers: ['wss://a'], registerSeconds: 300 },
    { type: 'socket-open' },
    { type: 'registered', expires: 300 },
    {
      type: 'dial',
      callId: 'a',
      target: '1002',
      remote: { number: '1002', name: '' },
      tonesOnAnswer: '',
    },
    { type: 'media-open', callId: 'a' },
    { type: 'invited', callId: 'a', pbxId: 'p', facts: {} },
    { type: 'established', callId: 'a' },
  );

  it('says that nobody may hear the user until another one takes over', () => {
    const lost = feed(talking, { type: 'media', callId: 'a', event: { type: 'microphone-lost' } });
    expect(lost.microphone).toBe('none');
    expect(lost.calls[0]!.call).toMatchObject({
      phase: 'active',
      quality: { verdict: 'they-may-not-hear-you' },
    });
    const back = feed(lost, {
      type: 'media',
      callId: 'a',
      event: { type: 'device-changed', kind: 'input' },
    });
    expect(back.microphone).toBe('granted');
    expect(back.calls[0]!.call.movedToDefault).toBe('input');
  });
});

describe('a number dialled before the microphone is allowed', () => {
  const at = { now: 1, random: () => 0.5 };
  const dialled = [
    { type: 'line-set', servers: ['wss://a'], registerSeconds: 300 },
    { type: 'socket-open' },
    { type: 'registered', expires: 300 },
    { type: 'dial', callId: 'a', target: '1002', remote: { number: '1002', name: '' }, tonesOnAnswer: '' },
    { type: 'media-failed', callId: 'a', kind: 'ask' },
  ] as const satisfies PhoneInput[];
  const waiting = dialled.reduce<PhoneState>((now, input) => step(now, input, at).state, NEW_PHONE);

  it('waits, opens the microphone once it is allowed, and only once', () => {
    expect(waiting.calls[0]!.call).toMatchObject({ phase: 'preparing', needsMicrophone: true });
    const ready = step(waiting, { type: 'microphone-ready' }, at);
    expect(ready.commands).toContainEqual({ type: 'open-media', callId: 'a', offers: true });
    expect(ready.state.calls[0]!.call.needsMicrophone).toBe(false);
    expect(step(ready.state, { type: 'microphone-ready' }, at).commands).toEqual([]);
  });

  it('ends when nobody allows it for two minutes', () => {
    const { state } = step(waiting, { type: 'call-timer', timer: 'microphone', callId: 'a' }, at);
    expect(state.calls[0]!.call).toMatchObject({ phase: 'ended', end: { cause: 'no-microphone' } });
  });
});
