// The customer's phone as a page: registers as the public network's line, answers and calls, plays a tone and measures
// what it hears. The phone system steers it over the socket at /control; a person may use its form.
import { Inviter, Registerer, SessionState, UserAgent, Web } from '../sip.js/index.js';
import { listen } from '../tone.js';

const state = document.getElementById('state');
const form = document.getElementById('dial');
const hangUpButton = document.getElementById('hang-up');
const say = (text) => {
  state.textContent = text;
};

const sound = new AudioContext();
const microphone = sound.createMediaStreamDestination();
const switchOn = async () => {
  await sound.resume();
  document.getElementById('sound').hidden = sound.state === 'running';
};
addEventListener('pointerdown', switchOn);
addEventListener('keydown', switchOn);

/** Calls by their Call-ID. */
const calls = new Map();
const control = new WebSocket(`wss://${location.host}/control`);
const report = (call) => {
  const { id, direction, peer, displayName, state, reason, digits, wasAnswered } = call;
  control.send(
    JSON.stringify({ call: { id, direction, peer, displayName, state, reason, digits, wasAnswered } }),
  );
  hangUpButton.disabled = ![...calls.values()].some((known) => known.state !== 'ended');
};

/** Follows a session and tells the phone system about it. */
function track(session, direction, party) {
  const call = {
    session,
    direction,
    id: session.request.callId,
    peer: party.uri.user ?? '',
    displayName: party.displayName ?? '',
    state: 'ringing',
    reason: '',
    digits: '',
    wasAnswered: false,
    answeredAt: 0,
    lastHeard: { seconds: 0, energy: 0, toneHz: null, tones: [] },
  };
  calls.set(call.id, call);
  session.stateChange.addListener((next) => {
    if (next === SessionState.Established) {
      Object.assign(call, { state: 'answered', wasAnswered: true, answeredAt: Date.now() });
      hear(call);
      say(`Talking with ${call.displayName || call.peer}`);
    }
    if (next === SessionState.Terminated) {
      call.state = 'ended';
      clearInterval(call.timer);
      call.audio?.remove();
      say('Ready');
    }
    report(call);
  });
  session.delegate = {
    onInfo(info) {
      call.digits += info.request.body.match(/Signal=\s*([0-9A-D#*])/)?.[1] ?? '';
      info.accept();
      report(call);
    },
    onCancel: () => {
      call.reason = 'cancelled';
    },
    onBye: (bye) => {
      call.reason = 'hung up by the other side';
      bye.accept();
    },
  };
  report(call);
  return call;
}

/** Measures what arrives. A remote track flows only while an audio element plays it. */
function hear(call) {
  const { peerConnection } = call.session.sessionDescriptionHandler;
  const stream = new MediaStream(peerConnection.getReceivers().map(({ track }) => track));
  call.audio = document.createElement('audio');
  call.audio.srcObject = stream;
  call.audio.muted = true;
  void call.audio.play();
  call.analyser = sound.createAnalyser();
  call.analyser.fftSize = 32768;
  sound.createMediaStreamSource(stream).connect(call.analyser);
  call.timer = setInterval(() => {
    const heard = hears(call);
    if (heard.toneHz) call.lastHeard = heard;
  }, 500);
}

function hears(call) {
  if (!call.analyser) return { seconds: 0, energy: 0, toneHz: null, tones: [] };
  const samples = new Float32Array(call.analyser.fftSize);
  call.analyser.getFloatTimeDomainData(samples);
  return listen({ samples: Float64Array.from(samples), rate: sound.sampleRate });
}

const session = (id) => {
  const call = calls.get(id);
  if (!call) throw new Error('there is no such call');
  return call;
};

function startUserAgent(line) {
  const tone = sound.createOscillator();
  tone.frequency.value = line.toneHz;
  const volume = sound.createGain();
  volume.gain.value = 0.3;
  tone.connect(volume).connect(microphone);
  tone.start();

  const uri = (user) => UserAgent.makeURI(`sip:${user}@${line.domain}`);
  const userAgent = new UserAgent({
    uri: uri(line.username),
    authorizationUsername: line.username,
    authorizationPassword: line.password,
    transportOptions: { server: `wss://${location.host}/ws`, traceSip: false },
    logBuiltinEnabled: false,
    noAnswerTimeout: 600,
    sessionDescriptionHandlerFactory: Web.defaultSessionDescriptionHandlerFactory(async () =>
      microphone.stream.clone(),
    ),
    sessionDescriptionHandlerFactoryOptions: {
      iceGatheringTimeout: 500,
      peerConnectionConfiguration: { iceServers: [] },
    },
    delegate: {
      onInvite(invitation) {
        const call = track(invitation, 'incoming', invitation.remoteIdentity);
        const dialled = invitation.request.to.uri.user ?? '';
        say(`Ringing: ${call.displayName || call.peer}`);
        const isLike = (number) => number.endsWith(dialled.replace(/^(\+|00)/, ''));
        if (isLike(line.busy)) return invitation.reject({ statusCode: 486 });
        if (isLike(line.rejects)) return invitation.reject({ statusCode: 603 });
        if (!isLike(line.noAnswer)) setTimeout(() => call.state === 'ringing' && invitation.accept(), 1000);
      },
    },
  });

  const commands = {
    async call(to, { from = '+12025550142', displayName = '', headers = {} }) {
      const inviter = new Inviter(userAgent, uri(to), {
        params: { fromUri: uri(from), fromDisplayName: displayName },
        extraHeaders: Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      });
      const call = track(inviter, 'outgoing', { uri: uri(to) });
      say(`Calling ${to}…`);
      await inviter.invite({
        requestDelegate: {
          onReject: ({ message }) => {
            call.reason = `${message.statusCode} ${message.reasonPhrase}`;
          },
        },
      });
    },
    answer: (id) => session(id).session.accept(),
    hangUp(id) {
      const call = session(id);
      if (call.wasAnswered) return call.session.bye();
      return call.direction === 'outgoing' ? call.session.cancel() : call.session.reject({ statusCode: 480 });
    },
    // Until it is answered: SIP.js refuses another before that.
    hold: (id, hold) =>
      new Promise((done, fail) => {
        const requestDelegate = { onAccept: () => done(), onReject: () => done() };
        const options = { sessionDescriptionHandlerOptions: { hold }, requestDelegate };
        session(id).session.invite(options).catch(fail);
      }),
    sendDigits: (id, digits) => session(id).session.sessionDescriptionHandler.sendDtmf(digits),
    transfer: (id, to) => session(id).session.refer(uri(to)),
    hears: (id) => hears(session(id)),
    recording(id) {
      const call = session(id);
      return { ...call.lastHeard, seconds: call.answeredAt ? (Date.now() - call.answeredAt) / 1000 : 0 };
    },
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const { from, displayName, to } = Object.fromEntries(new FormData(form));
    void commands.call(to, { from, displayName });
  });
  hangUpButton.addEventListener('click', () => {
    for (const { id, state } of calls.values()) if (state !== 'ended') void commands.hangUp(id);
  });
  void userAgent
    .start()
    .then(() => new Registerer(userAgent, { expires: 600 }).register())
    .then(() => say('Ready'));
  return commands;
}

let commands = null;
control.addEventListener('message', async ({ data }) => {
  const message = JSON.parse(data);
  if (message.line) {
    commands = startUserAgent(message.line);
    return;
  }
  const { id, name, args } = message;
  try {
    const value = await commands[name](...args);
    control.send(JSON.stringify({ answer: id, value: ['hears', 'recording'].includes(name) ? value : null }));
  } catch (error) {
    control.send(JSON.stringify({ answer: id, error: String(error) }));
  }
});
control.addEventListener('close', async () => {
  say('The phone system is away. Waiting for it…');
  while (!(await fetch('/customer/').catch(() => null))) await new Promise((next) => setTimeout(next, 1000));
  location.reload();
});
