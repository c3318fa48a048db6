import { findLeg, liveLegs } from '@/utils/phone/legs';
import type { PhoneState, UserInput } from '@/utils/phone/phone-state';
import { PhoneError } from '@/utils/phone/phone-service';
import type { LineProblem } from '@/utils/phone/phone-status';

/** Calls at a time that the user may hold in hand: two, and one to ask a colleague. */
const MOST_CALLS = 3;

/** What to do about each problem of the line, for whoever wants to call now. */
const NO_LINE: Readonly<Record<LineProblem, string>> = {
  'not-set-up': 'The phone is not set up yet. Enter your phone system in the settings.',
  'no-password': 'The password of your extension is missing. Enter it in the settings.',
  'wrong-password': 'The phone system refused the extension or its password. Check both in the settings.',
  'not-allowed': 'The phone system does not let this extension sign in. Ask whoever looks after it.',
  'unknown-user': 'The phone system does not know this extension. Check it in the settings.',
  unreachable:
    'The phone system cannot be reached. Check its address and your network, or open the address with https:// once in a tab to see whether its certificate is accepted.',
  'no-answer': 'The phone system does not answer. Try again in a moment.',
  rejected: 'The phone system refused to register this phone. Try again in a moment.',
  offline: 'This computer is offline. Check its network.',
};

/** Why a request cannot be carried out now, or null. What is merely a repeat is no reason: it does nothing. */
export function refusalOf(state: PhoneState, input: UserInput): PhoneError | null {
  switch (input.type) {
    case 'dial':
      return refusalOfDial(state);
    case 'microphone-ready':
    case 'settings':
    case 'hang-up-all':
      return null;
    default:
  }
  const call = findLeg(state, input.callId)?.call;
  if (!call) return new PhoneError('no-such-call', 'This call is over.');
  switch (input.type) {
    case 'answer':
    case 'decline':
      return call.direction === 'inbound'
        ? null
        : notNow('Only an incoming call can be answered or declined.');
    case 'hold':
    case 'dtmf':
    case 'transfer':
      if (call.phase !== 'active') return notNow('This works as soon as the call is answered.');
      return call.reconnecting && input.type !== 'dtmf' ? notNow(RECONNECTING) : null;
    case 'transfer-to':
    case 'conference': {
      const other = findLeg(state, input.otherCallId)?.call;
      if (!other) return new PhoneError('no-such-call', 'The other call is over.');
      if (call.phase !== 'active' || other.phase !== 'active')
        return notNow('This works as soon as both calls are answered.');
      return call.reconnecting || other.reconnecting ? notNow(RECONNECTING) : null;
    }
    default:
      return null;
  }
}

const RECONNECTING = 'The connection is being repaired. Try again in a few seconds.';

function notNow(message: string): PhoneError {
  return new PhoneError('not-now', message);
}

/** Why no call can be placed now, or null. */
export function refusalOfDial(state: PhoneState): PhoneError | null {
  const { line } = state;
  if (line.phase !== 'registered')
    return new PhoneError(
      'no-line',
      line.problem ? NO_LINE[line.problem] : 'The phone is still connecting. Try again in a moment.',
    );
  const live = liveLegs(state);
  if (live.length >= MOST_CALLS)
    return new PhoneError('too-many-calls', 'There are already three calls. End one of them first.');
  if (live.some(({ call }) => call.direction === 'outbound' && call.phase !== 'active'))
    return new PhoneError('too-many-calls', 'A call is being placed already. End it first.');
  return null;
}
