import { Section } from '@/components/options/section';
import type { PageModel } from '@/components/page-model';
import { AttentionList } from '@/components/popup/attention-list';

/** Calls that are not in the CRM yet, with room to edit. */
export function AttentionSection({ model, onCopy }: { model: PageModel; onCopy: (text: string) => void }) {
  const state = model.state.value;
  if (!state) return null;
  const { engine, run } = model;
  return (
    <Section
      name="attention"
      intro="Calls that your CRM did not take yet. Nothing is dropped: each stays here until it is saved or you discard it."
    >
      <AttentionList
        crmName={state.crm.name || 'Your CRM'}
        now={model.now}
        version={`${state.outbox.waiting} ${state.outbox.attention}`}
        load={engine.outbox}
        onRetry={(id) => run(engine.retryLog(id))}
        onEdit={(id, change) => run(engine.editLog(id, change))}
        onDiscard={(id) => run(engine.discardLog(id))}
        onCopy={onCopy}
      />
    </Section>
  );
}
