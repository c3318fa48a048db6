import type { Call } from '@/utils/phone/call';
import { CallTimer } from '@/components/call/call-timer';
import { MOVED_WORDS } from '@/components/words/microphone-words';
import { phaseSentence, transferSentence } from '@/components/words/call-words';
import { QUALITY_WORDS } from '@/components/words/quality-words';

/** Where the call stands; a screen reader hears each change, but not the ticking. */
export function CallStatus({ call, now }: { call: Call; now: () => number }) {
  const quality = QUALITY_WORDS[call.quality.verdict];
  const troubled = quality.advice !== '';
  return (
    <div class={`call-status call-status-${call.phase}`}>
      <p class="call-phase">
        <span role="status" aria-live={call.phase === 'incoming' ? 'assertive' : 'polite'}>
          {phaseSentence(call)}
          {call.muted && call.phase === 'active' ? ' · Muted' : ''}
        </span>
        {call.answeredAt !== undefined && (
          <>
            {' · '}
            <CallTimer since={call.answeredAt} until={call.endedAt} now={now} />
          </>
        )}
      </p>
      {call.phase === 'active' && !call.held && quality.short && (
        <p class={troubled ? 'quality quality-bad' : 'quality'} role="status">
          <strong>{quality.short}</strong>
          {troubled && <> {quality.advice}</>}
        </p>
      )}
      {call.movedToDefault && call.phase === 'active' && (
        <p class="quality" role="status">
          {MOVED_WORDS[call.movedToDefault]}
        </p>
      )}
      {call.transfer && (
        <p class="quality" role="status">
          {transferSentence(call.transfer)}
        </p>
      )}
    </div>
  );
}
