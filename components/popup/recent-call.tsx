import { useState } from 'preact/hooks';
import type { HistoryRow } from '@/utils/messaging/apis';
import type { RecordRef } from '@/utils/crm/connector';
import { PastNote } from '@/components/popup/past-note';
import { LOG_BADGE_WORDS, OUTCOME_WORDS } from '@/components/words/log-words';
import { QUALITY_WORDS, worstWords } from '@/components/words/quality-words';
import { formatDuration, formatWhen } from '@/components/words/duration';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { displayNumber, withExtension } from '@/utils/numbers/format';

export interface RecentCallProps {
  row: HistoryRow;
  country: string;
  now: number;
  onDial: (number: string, record?: RecordRef) => void;
  onView: (record: RecordRef) => void;
  /** What becomes of a note that is typed now, where that is not what one would think. */
  noteHint?: string;
  onNote: (note: string) => void;
}

/** One past call. */
export function RecentCall({ row, country, now, onDial, onView, noteHint, onNote }: RecentCallProps) {
  const [writing, setWriting] = useState(false);
  const { record } = row;
  const number = displayNumber(row.number, country, row.ext) || 'Number withheld';
  const title = record?.name || row.name || number;
  const ref = record && { module: record.module, id: record.id };
  const missed = row.outcome === 'missed';
  const words = `${OUTCOME_WORDS[row.outcome]} ${row.direction === 'inbound' ? 'incoming' : 'outgoing'} call`;
  const sound = row.quality && worstWords(row.quality);
  const log = LOG_BADGE_WORDS[row.log.state];
  return (
    <li class={missed ? 'recent-call recent-missed' : 'recent-call'}>
      <Icon
        name={missed ? 'missed' : row.direction === 'inbound' ? 'incoming' : 'outgoing'}
        label={words}
        size={18}
      />
      <span class="recent-who">
        <strong dir="auto">{title}</strong>
        <small>
          {title !== number && (
            <>
              <span dir="ltr">{number}</span>
              {' · '}
            </>
          )}
          {formatWhen(row.startedAt, now)}
          {row.talkSeconds > 0 && ` · ${formatDuration(row.talkSeconds)}`}
          {sound && sound !== QUALITY_WORDS.good.short && ` · ${sound}`}
          {row.outcome !== 'answered' && ` · ${OUTCOME_WORDS[row.outcome]}`}
        </small>
        {row.note && (
          <small class="excerpt" dir="auto">
            {row.note}
          </small>
        )}
        {log && row.log.state !== 'logged' && <small class={`badge badge-${row.log.state}`}>{log}</small>}
      </span>
      <Button
        look="quiet"
        icon="note"
        label={`${row.note ? 'Change the note' : 'Add a note'}: ${title}`}
        expanded={writing}
        onClick={() => setWriting(!writing)}
      />
      {ref && <Button look="quiet" icon="open" label={`View ${title}`} onClick={() => onView(ref)} />}
      <Button
        look="quiet"
        icon="phone"
        label={`Call ${title}`}
        disabled={row.number === ''}
        onClick={() => onDial(withExtension(row.number, row.ext), ref)}
      />
      {writing && (
        <PastNote
          note={row.note}
          hint={noteHint}
          onSave={(note) => {
            onNote(note);
            setWriting(false);
          }}
          onCancel={() => setWriting(false)}
        />
      )}
    </li>
  );
}
