import type { CrmRecord, RecordRef } from '@/utils/crm/connector';

const dealCount = (count = 0) => (count > 0 ? `${count} open deal${count === 1 ? '' : 's'}` : '');

export interface RecordChoiceProps {
  title: string;
  /** Best first. */
  records: readonly CrmRecord[];
  onPick: (record: RecordRef) => void;
}

/** Several records hold the number: the user says which one it is. The log goes to that one only. */
export function RecordChoice({ title, records, onPick }: RecordChoiceProps) {
  return (
    <section class="record-choice" aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {records.map((record) => (
          <li key={`${record.module} ${record.id}`}>
            <button type="button" onClick={() => onPick({ module: record.module, id: record.id })}>
              <strong dir="auto">{record.name}</strong>
              <span class="kind">{record.kindLabel}</span>
              <small dir="auto">
                {[
                  record.title,
                  record.company ?? record.account?.name,
                  record.email,
                  dealCount(record.openDeals),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
