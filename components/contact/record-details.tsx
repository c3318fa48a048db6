import type { Activity, RecordDetails } from '@/utils/crm/connector';
import { dealWords } from '@/components/words/deal-words';
import { formatWhen } from '@/components/words/duration';

const KIND_WORDS: Record<Activity['kind'], string> = {
  call: 'Call',
  note: 'Note',
  task: 'Task',
  meeting: 'Meeting',
  other: 'Activity',
};

/** Open deals and the last activities of a record. */
export function RecordDetailsList({ details, now }: { details: RecordDetails; now: number }) {
  const { deals = [], activities = [] } = details;
  if (deals.length === 0 && activities.length === 0) return null;
  return (
    <div class="details">
      {deals.length > 0 && (
        <section aria-label="Open deals">
          <h3>Open deals</h3>
          <ul>
            {deals.map((deal) => (
              <li key={deal.id}>
                <span dir="auto">{deal.name}</span>
                <small>{dealWords(deal)}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
      {activities.length > 0 && (
        <section aria-label="Last activities">
          <h3>Last activities</h3>
          <ul>
            {activities.map((activity) => (
              <li key={activity.id}>
                <span dir="auto">{activity.title}</span>
                <small>
                  {[KIND_WORDS[activity.kind], activity.at && formatWhen(activity.at, now)]
                    .filter(Boolean)
                    .join(' · ')}
                </small>
                {activity.text && (
                  <small class="excerpt" dir="auto">
                    {activity.text}
                  </small>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
