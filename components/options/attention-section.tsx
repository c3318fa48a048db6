import { Section } from '@/components/options/section';
import type { PageModel } from '@/components/page-model';
import { AttentionList } from '@/components/popup/attention-list';

/** Calls that are not in the CRM yet, with room to edit. */
export function AttentionSection({ model, onCopy }: { model: PageModel; onCopy: (text: string) => void }) {
  return (
    <Section
      name="attention"
      intro="Calls that your CRM did not take yet. Nothing is dropped: each stays here until it is saved or you discard it."
    >
      <AttentionList model={model} onCopy={onCopy} />
    </Section>
  );
}
