import type { PhoneCommand } from '@/utils/phone/phone-state';

/**
 * Watches the commands of the phone and says what `SipPort` and `MediaHost` do not allow: an INVITE without sound, a second
 * re-INVITE while one is open, anything after the end.
 */
export function createContractWatch() {
  const calls = new Map<
    string,
    {
      incoming: boolean;
      media: boolean;
      /** The microphone of its media is off. */
      silent: boolean;
      invited: boolean;
      accepted: boolean;
      asking: boolean;
      ended: boolean;
    }
  >();
  const timers = new Set<string>();
  const broken: string[] = [];

  function callOf(id: string) {
    let call = calls.get(id);
    if (!call)
      calls.set(
        id,
        (call = {
          incoming: false,
          media: false,
          silent: false,
          invited: false,
          accepted: false,
          asking: false,
          ended: false,
        }),
      );
    return call;
  }

  return {
    broken,
    timers,
    callOf,
    take(command: PhoneCommand): void {
      const wrong = (why: string) => broken.push(`${command.type}: ${why}`);
      if (command.type === 'call-wait') timers.add(`${command.timer} ${command.callId}`);
      if (command.type === 'call-unwait') timers.delete(`${command.timer} ${command.callId}`);
      if (!('callId' in command) || command.type === 'call-wait' || command.type === 'call-unwait') return;
      const call = callOf(command.callId);
      if (call.ended && command.type !== 'close-media') wrong('the call was ended before');
      switch (command.type) {
        case 'open-media':
          if (call.media) wrong('media is open');
          call.silent = false;
          return;
        case 'close-media':
          call.media = false;
          return;
        case 'invite':
          if (!call.media || call.invited || call.incoming) wrong('not now');
          call.invited = true;
          return;
        case 'accept':
          if (!call.media || call.accepted || !call.incoming) wrong('not now');
          call.accepted = true;
          return;
        case 'reinvite':
          if (!call.media || call.asking) wrong('not now');
          call.asking = true;
          return;
        case 'end':
          call.ended = true;
          return;
        case 'set-muted':
          if (!call.media) wrong('no media');
          call.silent = command.muted;
          return;
        default:
      }
    },
  };
}
