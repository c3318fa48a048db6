import type { Call, CallDirection, EndCause } from '@/utils/phone/call';

/** Why a call ended, seen from the user's side; `{n}` is not needed: names and numbers stand beside it. */
type EndWords = Record<CallDirection, string>;

const both = (sentence: string): EndWords => ({ inbound: sentence, outbound: sentence });

/** Sentences for every cause, by who placed the call. */
export const END_CAUSE_WORDS: Record<EndCause, EndWords> = {
  'hung-up': both('Call ended'),
  cancelled: { inbound: 'Missed: the caller hung up', outbound: 'You hung up before an answer' },
  declined: { inbound: 'You declined', outbound: 'They declined the call' },
  busy: { inbound: 'You were busy', outbound: 'The line is busy' },
  'no-answer': { inbound: 'Missed call', outbound: 'Nobody answered' },
  'answered-elsewhere': { inbound: 'Answered on another phone', outbound: 'Answered on another phone' },
  'not-found': both('This number does not exist'),
  unavailable: { inbound: 'Missed call', outbound: 'They cannot be reached right now' },
  forbidden: both('Your phone system does not allow calls to this number'),
  'not-acceptable': both('The two phones could not agree on a sound format. Tell your administrator.'),
  'no-microphone': both('The microphone could not be used. Allow it, then call again.'),
  'no-line': both('There was no phone line. Check the line, then call again.'),
  'connection-lost': both('The connection was lost during the call'),
  transferred: both('Transferred'),
  interrupted: both('The call was interrupted because the browser stopped'),
  failed: both('The phone system could not connect the call'),
};

/** One line that says how the call ended. */
export function endSentence(call: Pick<Call, 'direction' | 'end'>): string {
  const sentence = END_CAUSE_WORDS[call.end?.cause ?? 'failed'][call.direction];
  const status = call.end?.cause === 'failed' ? call.end.sipStatus : undefined;
  return status ? `${sentence} (${status})` : sentence;
}

/** True for calls that did not end as calls should: the summary offers to call back at once. */
export function endedBadly(call: Pick<Call, 'end' | 'answeredAt'>): boolean {
  const cause = call.end?.cause;
  return (
    cause === 'interrupted' || cause === 'connection-lost' || cause === 'no-microphone' || cause === 'no-line'
  );
}

/** Where a call stands, in one short line; also what a screen reader hears when it changes. */
export function phaseSentence(call: Call): string {
  switch (call.phase) {
    case 'preparing':
      return call.needsMicrophone ? 'Waiting for your microphone' : 'Preparing…';
    case 'calling':
      return 'Calling…';
    case 'ringing':
      return call.earlyMedia ? 'Connecting you…' : 'Ringing…';
    case 'incoming':
      return call.facts.queue ? `Incoming call · ${call.facts.queue}` : 'Incoming call';
    case 'answering':
      return 'Answering…';
    case 'ended':
      return endSentence(call);
    case 'active':
      if (call.reconnecting) return 'Reconnecting…';
      if (call.inConference) return 'Conference';
      if (call.held && call.heldByRemote) return 'On hold on both sides';
      if (call.held) return 'On hold';
      return call.heldByRemote ? 'They put you on hold' : 'On the phone';
  }
}

/** How a transfer that the user started is getting on. */
export function transferSentence(transfer: NonNullable<Call['transfer']>): string {
  switch (transfer.state) {
    case 'asked':
      return `Transferring to ${transfer.to}…`;
    case 'trying':
      return `Trying ${transfer.to}…`;
    case 'ringing':
      return `Ringing ${transfer.to}…`;
    case 'done':
      return `Transferred to ${transfer.to}`;
    case 'failed':
      return `${transfer.to} did not take the call. You are still connected.`;
  }
}
