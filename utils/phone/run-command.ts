import { assertNever } from '@/utils/platform/assert-never';
import type { createMediaSessions } from '@/utils/phone/media-sessions';
import type { MediaOptions } from '@/utils/phone/media/media-host';
import type { PhoneCommand } from '@/utils/phone/phone-state';
import type { SipPort } from '@/utils/phone/sip-port';
import type { Timers } from '@/utils/phone/timers';

/** Where commands go. */
export interface Hands {
  sip: SipPort | null;
  media: ReturnType<typeof createMediaSessions>;
  timers: Timers;
  mediaOptions: Omit<MediaOptions, 'offers'>;
  watched: { voicemail: boolean; numbers: string[] };
}

/** Does what the step said. */
export function runCommand(
  command: PhoneCommand,
  { sip, media, timers, mediaOptions, watched }: Hands,
): void {
  switch (command.type) {
    case 'connect':
      return sip?.connect(command.server);
    case 'close':
      return sip?.close();
    case 'register':
      return sip?.register(command.expires);
    case 'ping':
      return sip?.ping();
    case 'watch':
      return sip?.watch(watched);
    case 'wait':
      return timers.wait(`line ${command.timer}`, command.ms, { type: 'line-timer', timer: command.timer });
    case 'unwait':
      return timers.unwait(`line ${command.timer}`);
    case 'call-wait': {
      const { timer, callId, ms } = command;
      return timers.wait(`${timer} ${callId}`, ms, { type: 'call-timer', timer, callId });
    }
    case 'call-unwait':
      return timers.unwait(`${command.timer} ${command.callId}`);
    case 'open-media':
      return media.open(command.callId, { ...mediaOptions, offers: command.offers ?? false });
    case 'close-media':
      return media.close(command.callId);
    case 'set-muted':
      return media.find(command.callId)?.setMuted(command.muted);
    case 'bridge':
      return media.bridge(command.callId, command.otherCallId);
    case 'end':
      return sip?.end(command.callId, command.status);
    case 'ring':
      return sip?.ring(command.callId);
    case 'send-dtmf':
      return sip?.sendDtmf(command.callId, command.tones);
    case 'refer':
      return sip?.refer(command.callId, command.target);
    case 'refer-to':
      return sip?.referTo(command.callId, command.otherCallId);
    case 'invite':
    case 'accept':
    case 'reinvite': {
      const session = media.find(command.callId);
      if (!session) return;
      if (command.type === 'invite') return sip?.invite(command.callId, command.target, session);
      if (command.type === 'accept') return sip?.accept(command.callId, session);
      return sip?.reinvite(command.callId, { hold: command.hold, iceRestart: command.iceRestart }, session);
    }
    default:
      return assertNever(command);
  }
}
