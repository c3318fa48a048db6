import type { Tone } from '@/utils/phone/media/tone-player';
import { liveLegs } from '@/utils/phone/legs';
import type { PhoneSnapshot } from '@/utils/phone/phone-service';
import type { PhoneState } from '@/utils/phone/phone-state';
import type { PhoneStatus } from '@/utils/phone/phone-status';

/** The state as everybody else may see it. */
export function snapshotOf(state: PhoneState, address: string): PhoneSnapshot {
  return { status: statusOf(state, address), calls: state.calls.map((leg) => leg.call) };
}

function statusOf(
  { line, settings, voicemail, microphone, presence }: PhoneState,
  address: string,
): PhoneStatus {
  const status: PhoneStatus = {
    line: lineOf(line),
    address,
    server: hostOf(line.servers[line.server] ?? ''),
    doNotDisturb: settings.doNotDisturb,
    microphone,
  };
  if (status.line === 'problem' && line.problem) status.problem = line.problem;
  if (line.sipStatus !== undefined && status.line === 'problem') status.sipStatus = line.sipStatus;
  if (line.retryAt !== undefined) status.retryAt = line.retryAt;
  if (voicemail) status.voicemail = voicemail;
  if (Object.keys(presence).length > 0) status.presence = presence;
  return status;
}

function lineOf({ phase, problem }: PhoneState['line']): PhoneStatus['line'] {
  switch (phase) {
    case 'off':
      return problem ? 'problem' : 'off';
    case 'waiting':
    case 'stopped':
      return 'problem';
    case 'registered':
      return 'registered';
    default:
      // While it is tried again, the reason of the last failure is what the user needs to know.
      return problem ? 'problem' : 'connecting';
  }
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return '';
  }
}

/** What is to be heard from the phone itself. */
export function toneOf(state: PhoneState): Tone {
  const live = liveLegs(state);
  const rings = live.some(({ call }) => call.phase === 'incoming');
  const talks = live.some(({ call }) => call.phase === 'active' || call.phase === 'answering');
  if (rings) return talks || live.length > 1 ? 'waiting' : 'ring';
  return live.some(({ call }) => call.phase === 'ringing' && !call.earlyMedia) ? 'ringback' : 'none';
}
