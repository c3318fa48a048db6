import type { Page } from 'playwright-core';
import type { Heard } from './tone.ts';

/** A bare SIP.js phone in a web page, to prove a phone system without the product. */
export interface BrowserPhone {
  call(to: string): Promise<void>;
  /** Answers the next incoming call; resolves with the caller's number and headers when it is talking. */
  answerNext(): Promise<{ from: string; displayName: string; headers: Record<string, string> }>;
  state(): Promise<string>;
  hears(): Promise<Heard>;
  hangUp(): Promise<void>;
}

/** Starts it on a page whose server has SIP.js under `/sip.js/` and the ears under `/tone.js`. */
export async function startBrowserPhone(
  page: Page,
  account: { url: string; domain: string; username: string; password: string; toneHz: number },
): Promise<BrowserPhone> {
  await page.mouse.click(5, 5);
  await page.evaluate(`(async (account) => {
    const { Inviter, Registerer, UserAgent, Web } = await import('/sip.js/index.js');
    const { listen } = await import('/tone.js');
    const sound = new AudioContext();
    await sound.resume();
    const microphone = sound.createMediaStreamDestination();
    const tone = new OscillatorNode(sound, { frequency: account.toneHz });
    tone.connect(microphone);
    tone.start();
    const uri = (user) => UserAgent.makeURI('sip:' + user + '@' + account.domain);
    const phone = { session: null, waiting: null };
    globalThis.phone = phone;
    const userAgent = new UserAgent({
      uri: uri(account.username),
      authorizationUsername: account.username,
      authorizationPassword: account.password,
      transportOptions: { server: account.url, traceSip: false },
      logBuiltinEnabled: false,
      sessionDescriptionHandlerFactory: Web.defaultSessionDescriptionHandlerFactory(async () => microphone.stream.clone()),
      sessionDescriptionHandlerFactoryOptions: {
        iceGatheringTimeout: 500,
        peerConnectionConfiguration: { iceServers: [] },
      },
      delegate: { onInvite: (invitation) => phone.onInvite?.(invitation) },
    });
    await userAgent.start();
    phone.established = (session) => new Promise((resolve, reject) =>
      session.stateChange.addListener((state) => {
        if (state === 'Established') resolve();
        if (state === 'Terminated') reject(new Error('the call ended'));
      }));
    phone.call = async (to) => {
      phone.session = new Inviter(userAgent, uri(to));
      const established = phone.established(phone.session);
      await phone.session.invite();
      await established;
    };
    phone.answerNext = () => new Promise((resolve, reject) => {
      phone.onInvite = async (invitation) => {
        phone.session = invitation;
        const established = phone.established(invitation);
        const { request, remoteIdentity } = invitation;
        const headers = Object.fromEntries(Object.entries(request.headers).map(([name, [{ raw }]]) => [name, raw]));
        await invitation.accept();
        await established.catch(reject);
        resolve({ from: remoteIdentity.uri.user, displayName: remoteIdentity.displayName, headers });
      };
    });
    phone.hears = () => {
      if (phone.heard !== phone.session) {
        phone.heard = phone.session;
        const stream = new MediaStream(
          phone.session.sessionDescriptionHandler.peerConnection.getReceivers().map(({ track }) => track));
        const audio = new Audio();
        audio.srcObject = stream;
        audio.muted = true;
        void audio.play();
        phone.analyser = new AnalyserNode(sound, { fftSize: 32768 });
        sound.createMediaStreamSource(stream).connect(phone.analyser);
      }
      const samples = new Float32Array(32768);
      phone.analyser.getFloatTimeDomainData(samples);
      return listen({ samples: Float64Array.from(samples), rate: sound.sampleRate });
    };
    await new Registerer(userAgent, { expires: 300 }).register();
  })(${JSON.stringify(account)})`);
  return {
    call: (to) => page.evaluate(`phone.call(${JSON.stringify(to)})`),
    answerNext: () => page.evaluate('phone.answerNext()'),
    state: () => page.evaluate('phone.session.state'),
    hears: () => page.evaluate('phone.hears()'),
    hangUp: () => page.evaluate('phone.session.bye().then(() => undefined)'),
  };
}
