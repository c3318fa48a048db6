import { useState } from 'preact/hooks';
import { RecordChoice } from '@/components/contact/record-choice';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';
import { useSearch, type SearchAnswer } from '@/components/ui/use-search';
import type { CrmRecord, RecordRef } from '@/utils/crm/connector';

export interface FindPanelProps {
  crmName: string;
  search: (text: string) => Promise<CrmRecord[]>;
  onPick: (record: RecordRef) => void;
  onCancel: () => void;
}

/** Fewer letters would find everybody. */
const FEWEST_LETTERS = 2;

/** The caller is somebody the CRM knows, under another number: found by name, and the call becomes theirs. */
export function FindPanel({ crmName, search, onPick, onCancel }: FindPanelProps) {
  const [text, setText] = useState('');
  const wanted = text.trim().length < FEWEST_LETTERS ? '' : text.trim();
  const answer = useSearch(search, wanted);
  return (
    <section class="match" aria-label={`Find in ${crmName}`}>
      <TextField
        label={`Find in ${crmName}`}
        hint="The log of this call goes to whom you pick."
        placeholder="Name, company or number"
        value={text}
        autofocus
        maxLength={100}
        onInput={setText}
      />
      {wanted && !answer && (
        <p class="hint" role="status">
          Looking in {crmName}…
        </p>
      )}
      {wanted && answer && <Answer answer={answer} onPick={onPick} />}
      <div class="row">
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </section>
  );
}

function Answer({ answer, onPick }: Pick<FindPanelProps, 'onPick'> & { answer: SearchAnswer<CrmRecord> }) {
  if (answer.problem !== undefined)
    return (
      <p class="error" role="status">
        {answer.problem}
      </p>
    );
  if (answer.found.length === 0)
    return (
      <p class="hint" role="status">
        Nobody was found. Try another part of the name.
      </p>
    );
  return <RecordChoice title="Who is it?" records={answer.found} onPick={onPick} />;
}
