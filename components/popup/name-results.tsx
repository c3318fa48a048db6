import type { CrmRecord, RecordRef } from '@/utils/crm/connector';
import { Button } from '@/components/ui/button';
import type { SearchAnswer } from '@/components/ui/use-search';
import { displayNumber } from '@/utils/numbers/format';
import { parseNumber } from '@/utils/numbers/parse';

export interface NameResultsProps {
  searchable: boolean;
  /** Null while the CRM is being asked. */
  result: SearchAnswer<CrmRecord> | null;
  country: string;
  onDial: (number: string, record: RecordRef) => void;
  onView: (record: RecordRef) => void;
}

/** People of that name in the CRM, with a button for each of their numbers. */
export function NameResults({ searchable, result, country, onDial, onView }: NameResultsProps) {
  if (!searchable)
    return <p class="hint dial-note">Connect a CRM to call people by name, or type a number.</p>;
  if (!result)
    return (
      <p class="hint dial-note" role="status">
        Looking in your CRM…
      </p>
    );
  if (result.problem !== undefined)
    return (
      <p class="error dial-note" role="status">
        {result.problem}
      </p>
    );
  if (result.found.length === 0)
    return (
      <p class="hint dial-note" role="status">
        Nobody of that name was found.
      </p>
    );
  return (
    <ul class="results" aria-label="Found in your CRM">
      {result.found.map((record) => (
        <li key={`${record.module} ${record.id}`}>
          <span class="result-who">
            <strong dir="auto">{record.name}</strong>
            <small dir="auto">
              {[record.kindLabel, record.company ?? record.account?.name].filter(Boolean).join(' · ')}
            </small>
          </span>
          <Button
            look="quiet"
            icon="open"
            label={`View ${record.name}`}
            onClick={() => onView({ module: record.module, id: record.id })}
          />
          <div class="result-numbers">
            {record.phones.map((phone) => (
              <Button
                key={`${phone.label} ${phone.number}`}
                icon="phone"
                label={`Call ${record.name}, ${phone.label}`}
                onClick={() => onDial(phone.number, { module: record.module, id: record.id })}
              >
                {displayNumber(parseNumber(phone.number, country)?.e164 ?? phone.number, country)}
              </Button>
            ))}
            {record.phones.length === 0 && <small class="hint">No number</small>}
          </div>
        </li>
      ))}
    </ul>
  );
}
