import { useEffect, useState } from 'preact/hooks';
import type { CrmRecord, FieldSpec, RecordDraft, RecordKind, RecordRef } from '@/utils/crm/connector';
import { CreateForm, type CreateProblem } from '@/components/contact/create-form';
import { sentenceOf } from '@/components/page-model';

export interface CreatePanelProps {
  kind: RecordKind;
  crmName: string;
  phone: string;
  suggested?: Partial<RecordDraft>;
  loadFields: (kind: RecordKind) => Promise<FieldSpec[]>;
  /** Rejects with what the CRM said. */
  create: (kind: RecordKind, draft: RecordDraft) => Promise<CrmRecord>;
  onOpenExisting: (record: RecordRef) => void;
  onDone: () => void;
}

/** Reads from an error what the form can show beside a field. */
function problemOf(error: unknown): CreateProblem {
  const { field, existing } = error as { field?: string; existing?: RecordRef };
  return { message: sentenceOf(error), field, existing };
}

/** The form with its life: fields from the CRM's metadata, sending, and what the CRM answers. */
export function CreatePanel(props: CreatePanelProps) {
  const { kind, loadFields, create, onDone, ...rest } = props;
  const [specs, setSpecs] = useState<FieldSpec[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CreateProblem>();
  useEffect(() => {
    let wanted = true;
    // Without metadata the form still works: the CRM names what it misses.
    loadFields(kind).then(
      (fields) => wanted && setSpecs(fields),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [kind]);
  const submit = async (draft: RecordDraft) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await create(kind, draft);
      onDone();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <CreateForm
      {...rest}
      kind={kind}
      specs={specs}
      busy={busy}
      problem={problem}
      onSubmit={(draft) => void submit(draft)}
      onCancel={onDone}
    />
  );
}
