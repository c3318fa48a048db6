import type { ComponentChildren } from 'preact';
import type { CrmRecord } from '@/utils/crm/connector';
import { createLater } from '@/components/ui/create-later';

const usePhoneLines = createLater(() => import('@/components/contact/phone-lines'));

export interface ContactCardProps {
  record: CrmRecord;
  /** The user's country: how numbers are written. */
  country: string;
  /** The number of this call in E.164: it is marked among the record's. */
  calling?: string;
  /** Buttons, such as View contact. */
  actions?: ComponentChildren;
}

/** One record of the CRM: each part appears when it is there. */
export function ContactCard({ record, country, calling, actions }: ContactCardProps) {
  const company = record.company ?? record.account?.name;
  const work = [record.title, company === record.name ? '' : company].filter(Boolean).join(' · ');
  // Numbers stand as the CRM has them until the numbering plans are there.
  const phones =
    usePhoneLines()?.phoneLines(record, country, calling) ??
    record.phones.map(({ label, number }) => ({ label, text: number, here: false }));
  return (
    <article class="contact" aria-label={`${record.kindLabel} ${record.name}`}>
      <div class="contact-head">
        <h2 dir="auto">{record.name}</h2>
        <span class="kind">{record.kindLabel}</span>
      </div>
      {work && (
        <p>
          <bdi>{work}</bdi>
        </p>
      )}
      <dl class="contact-facts">
        {record.email && (
          <div>
            <dt>E-mail</dt>
            <dd dir="ltr">{record.email}</dd>
          </div>
        )}
        {phones.map(({ label, text, here }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <span dir="ltr">{text}</span>
              {here && <small> this call</small>}
            </dd>
          </div>
        ))}
        {record.owner && (
          <div>
            <dt>Owner</dt>
            <dd>
              <bdi>{record.owner}</bdi>
            </dd>
          </div>
        )}
      </dl>
      {actions && <div class="row">{actions}</div>}
    </article>
  );
}
