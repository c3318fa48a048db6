import type { ComponentChildren } from 'preact';
import type { CrmRecord } from '@/utils/crm/connector';
import { Icon } from '@/components/ui/icon';

export interface ContactCardProps {
  record: CrmRecord;
  /** Buttons, such as View contact. */
  actions?: ComponentChildren;
}

/** One record of the CRM: each part appears when it is there. */
export function ContactCard({ record, actions }: ContactCardProps) {
  const work = [record.title, record.company ?? record.account?.name].filter(Boolean).join(' · ');
  return (
    <article class="contact" aria-label={`${record.kindLabel} ${record.name}`}>
      <div class="contact-head">
        <h2 dir="auto">{record.name}</h2>
        <span class="kind">{record.kindLabel}</span>
      </div>
      {work && (
        <p class="contact-work" dir="auto">
          {work}
        </p>
      )}
      {record.email && (
        <p class="contact-line">
          <Icon name="mail" size={16} />
          <span dir="ltr">{record.email}</span>
        </p>
      )}
      {record.owner && (
        <p class="contact-line">
          <Icon name="person" size={16} />
          <span dir="auto">{record.owner}</span>
        </p>
      )}
      {actions && <div class="row">{actions}</div>}
    </article>
  );
}
