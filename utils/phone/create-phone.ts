import { type Clock, systemClock } from '@/utils/platform/clock';
import { createMediaSessions } from '@/utils/phone/media-sessions';
import { dialledParty, dialTarget, withE164 } from '@/utils/phone/dialled';
import { findLeg, liveLegs } from '@/utils/phone/legs';
import type { MediaHost } from '@/utils/phone/media/media-host';
import type { TonePlayer } from '@/utils/phone/media/tone-player';
import type { SipSettings } from '@/utils/phone/phone-config';
import { PhoneError, type PhoneService, type PhoneSnapshot } from '@/utils/phone/phone-service';
import type { PhoneSetup } from '@/utils/phone/phone-setup';
import { NEW_PHONE, type PhoneCommand, type PhoneInput, type UserInput } from '@/utils/phone/phone-state';
import { refusalOf, refusalOfDial } from '@/utils/phone/refusal';
import { runCommand } from '@/utils/phone/run-command';
import { accountOf, lineSetup } from '@/utils/phone/setup';
import type { SipEvent, SipPort } from '@/utils/phone/sip-port';
import { createSipClient, type SipClientOptions } from '@/utils/phone/sip/sip-client';
import { openWebSocket, type OpenSocket } from '@/utils/phone/sip/socket-transport';
import { snapshotOf, toneOf } from '@/utils/phone/snapshot';
import { step } from '@/utils/phone/step';
import { createTimers } from '@/utils/phone/timers';
import { watchNetwork, type NetworkWatch } from '@/utils/phone/watch-network';
import { writtenFirst } from '@/utils/phone/written-first';

export interface PhoneOptions {
  config: PhoneSetup;
  media: MediaHost;
  tones: TonePlayer;
  /** UUID of this installation, kept for ever. */
  instanceId: string;
  /** Product and version, for the `User-Agent` header. */
  userAgent?: string;
  clock?: Clock;
  /** 0 ≤ x < 1. */
  random?: () => number;
  newId?: () => string;
  openSocket?: OpenSocket;
  network?: NetworkWatch;
  createSip?: (options: SipClientOptions) => SipPort;
  /** Resolves when the call is written down; never rejects. Not before does anybody hear of it (`writtenFirst`). */
  written?: (callId: string) => Promise<void>;
  /** A defect of ours: the phone goes on, but somebody should know. */
  onFatal?: (error: unknown) => void;
}

/** The phone, and what only its owner does with it. */
export interface Phone extends PhoneService {
  /** Applies changed settings. A call going on is not dropped: a changed account waits for its end. */
  configure(setup: PhoneSetup): void;
}

/** Time for the PBX to take our leave before the socket is closed. */
const FAREWELL = 500;

/** Makes the phone: the one loop that feeds `step` and does what it says. */
export function createPhone(options: PhoneOptions): Phone {
  const {
    clock = systemClock,
    random = Math.random,
    newId = () => crypto.randomUUID(),
    openSocket = openWebSocket,
    createSip = createSipClient,
    network = watchNetwork(clock),
  } = options;
  let setup = options.config;
  let state = NEW_PHONE;
  let account = '';
  let sip: SipPort | null = null;
  let snapshot: PhoneSnapshot = snapshotOf(state, '');
  const listeners = new Set<(snapshot: PhoneSnapshot) => void>();
  const queue: PhoneInput[] = [];
  let running = false;
  let stopped = false;
  const timers = createTimers(clock, dispatch);
  const media = createMediaSessions(options.media, dispatch);
  const isLive = (callId: string) => liveLegs(state).some(({ call }) => call.id === callId);
  const run = options.written ? writtenFirst({ written: options.written, isLive, perform }) : perform;
  const unwatch = network.watch((type) => dispatch({ type }));

  function dispatch(input: PhoneInput): void {
    queue.push(input);
    if (running) return;
    running = true;
    try {
      for (let next = queue.shift(); next; next = queue.shift()) advance(next);
    } finally {
      running = false;
    }
    publish();
    if (!stopped) applyAccount();
  }

  function advance(input: PhoneInput): void {
    try {
      const next = step(state, input, { now: clock.now(), random });
      state = next.state;
      next.commands.forEach(run);
    } catch (error) {
      // A defect must not take the phone down with it: the input is lost, the calls are not.
      options.onFatal?.(error);
    }
  }

  function perform(command: PhoneCommand): void {
    runCommand(command, {
      sip,
      media,
      timers,
      mediaOptions: mediaOptions(),
      watched: { voicemail: true, numbers: setup.calls.colleagues.map(({ number }) => number) },
    });
  }

  const mediaOptions = () => ({
    audio: setup.audio,
    iceServers: setup.sip.iceServers,
    relayOnly: setup.sip.relayOnly,
  });

  function publish(): void {
    options.tones.play(toneOf(state), setup.audio);
    const next = snapshotOf(state, addressOf(setup.sip));
    if (JSON.stringify(next) === JSON.stringify(snapshot)) return;
    snapshot = next;
    for (const listener of listeners) {
      try {
        listener(snapshot);
      } catch (error) {
        options.onFatal?.(error);
      }
    }
  }

  /** Makes a new user agent when the account changed, as soon as no call needs the old one. */
  function applyAccount(): void {
    const wanted = accountOf(setup, options.instanceId);
    const key = JSON.stringify([wanted, setup.sip.servers, setup.sip.registerSeconds]);
    if (key === account || liveLegs(state).length > 0) return;
    account = key;
    retire(sip);
    sip = null;
    let line = lineSetup(setup);
    if (!line.problem) {
      try {
        sip = createSip({
          account: wanted,
          openSocket,
          userAgent: options.userAgent ?? 'Switchhook',
          newId,
          random,
          emit,
        });
      } catch (error) {
        // What was typed makes no SIP address, or the library refused it.
        options.onFatal?.(error);
        line = { ...line, problem: 'not-set-up' };
      }
    }
    dispatch({ type: 'line-set', ...line });
  }

  function emit(event: SipEvent): void {
    if (event.type !== 'incoming') return dispatch(event);
    dispatch({ ...event, call: { ...event.call, remote: withE164(event.call.remote, setup.country) } });
  }

  function retire(port: SipPort | null): void {
    if (!port) return;
    port.unregister();
    clock.setTimeout(() => port.dispose(), FAREWELL);
  }

  async function ask(input: UserInput): Promise<void> {
    const refusal = refusalOf(state, input);
    if (refusal) throw refusal;
    dispatch(input);
  }

  function settings(doNotDisturb: boolean): void {
    const { waiting } = setup.calls;
    dispatch({ type: 'settings', settings: { waiting, doNotDisturb, autoAnswer: setup.sip.autoAnswer } });
  }

  /** Resolves when an answered call stands or is over; rejects when it rings on because there is no microphone. */
  function answered(callId: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const phase = findLeg(state, callId)?.call.phase;
        if (phase === 'answering') return;
        listeners.delete(look);
        if (phase === 'incoming') reject(noMicrophone(state.microphone));
        else resolve();
      };
      listeners.add(look);
      look();
    });
  }

  settings(setup.calls.doNotDisturb);
  applyAccount();

  return {
    get snapshot() {
      return snapshot;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async dial({ number, ext = '', origin }) {
      const target = dialTarget(number, setup.sip, setup.country);
      const callId = newId();
      const tonesOnAnswer = ext.replace(/[^0-9A-D*#]/gi, '');
      await ask({
        type: 'dial',
        callId,
        target,
        remote: dialledParty(number, setup.country, tonesOnAnswer),
        origin,
        tonesOnAnswer,
      });
      return callId;
    },
    prepare: () =>
      refusalOfDial(state) ? () => undefined : media.prepare({ ...mediaOptions(), offers: true }),
    async answer(callId) {
      await ask({ type: 'answer', callId });
      await answered(callId);
    },
    decline: (callId) => ask({ type: 'decline', callId }),
    hangUp: (callId) => ask({ type: 'hang-up', callId }),
    setMuted: (callId, muted) => ask({ type: 'mute', callId, muted }),
    setHeld: (callId, held) => ask({ type: 'hold', callId, held }),
    sendDtmf: (callId, tones) =>
      ask({ type: 'dtmf', callId, tones: tones.toUpperCase().replace(/[^0-9A-D*#]/g, '') }),
    async transfer(callId, number) {
      await ask({ type: 'transfer', callId, target: dialTarget(number, setup.sip, setup.country) });
    },
    transferTo: (callId, otherCallId) => ask({ type: 'transfer-to', callId, otherCallId }),
    conference: (callId, otherCallId, on) => ask({ type: 'conference', callId, otherCallId, on }),
    async setDoNotDisturb(on) {
      settings(on);
    },
    microphoneReady: () => ask({ type: 'microphone-ready' }),
    async reconnect() {
      dispatch({ type: 'reconnect' });
    },
    async stop() {
      if (stopped) return;
      stopped = true;
      dispatch({ type: 'hang-up-all', cause: 'hung-up' });
      sip?.unregister();
      await new Promise<void>((resolve) => clock.setTimeout(resolve, FAREWELL));
      dispatch({ type: 'stop' });
      unwatch();
      timers.clear();
      sip?.dispose();
      sip = null;
    },
    configure(next) {
      const before = setup;
      setup = next;
      if (JSON.stringify(before.audio) !== JSON.stringify(next.audio)) media.setDevices(next.audio);
      if (
        JSON.stringify(before.calls.colleagues) !== JSON.stringify(next.calls.colleagues) &&
        state.line.phase === 'registered'
      )
        run({ type: 'watch' });
      const keep = before.calls.doNotDisturb === next.calls.doNotDisturb;
      settings(keep ? state.settings.doNotDisturb : next.calls.doNotDisturb);
    },
  };
}

const addressOf = ({ username, domain }: SipSettings) => (username && domain ? `${username}@${domain}` : '');

function noMicrophone(microphone: string): PhoneError {
  return new PhoneError(
    'no-microphone',
    microphone === 'none'
      ? 'No microphone was found. Connect one and answer again.'
      : microphone === 'denied'
        ? 'The microphone is blocked for Switchhook. Allow it in the browser and answer again.'
        : 'Allow Switchhook to use the microphone, then answer again.',
  );
}
