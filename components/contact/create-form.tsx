import { useState } from 'preact/hooks';
import type { FieldSpec, RecordDraft, RecordKind, RecordRef } from '@/utils/crm/connector';
import { companyNeeded, draftErrors, emptyDraft, extraFields } from '@/components/contact/record-draft';
import { SpecField } from '@/components/contact/spec-field';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';

/** What the CRM answered to the form: a sentence, the field it means, the record that is there already. */
export interface CreateProblem {
  message: string;
  field?: string;
  existing?: RecordRef;
}

export interface CreateFormProps {
  kind: RecordKind;
  crmName: string;
  /** E.164. */
  phone: string;
  /** What the caller says, as a first guess. */
  suggested?: Partial<RecordDraft>;
  specs: readonly FieldSpec[];
  busy: boolean;
  problem?: CreateProblem;
  onSubmit: (draft: RecordDraft) => void;
  onOpenExisting: (record: RecordRef) => void;
  onCancel: () => void;
}

/** A new lead or contact, typed while one talks: few fields, and those the CRM insists on. */
export function CreateForm(props: CreateFormProps) {
  const { kind, crmName, phone, suggested, specs, busy, problem } = props;
  const [draft, setDraft] = useState<RecordDraft>({ ...emptyDraft(phone), ...suggested });
  const [tried, setTried] = useState(false);
  const errors = tried ? draftErrors(kind, draft, specs) : {};
  const change = (part: Partial<RecordDraft>) => setDraft({ ...draft, ...part });
  const errorOf = (own: string, api: string) =>
    errors[own] ?? (problem?.field === api ? problem.message : undefined);

  return (
    <form
      class="create panel"
      aria-label={kind === 'lead' ? 'New lead' : 'New contact'}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!busy && Object.keys(draftErrors(kind, draft, specs)).length === 0) props.onSubmit(draft);
      }}
    >
      <h2>{kind === 'lead' ? 'New lead' : 'New contact'}</h2>
      {problem && !problem.field && (
        <Banner
          tone={problem.existing ? 'warn' : 'problem'}
          title={problem.message}
          actions={
            problem.existing && (
              <Button icon="open" onClick={() => props.onOpenExisting(problem.existing!)}>
                Open the existing one
              </Button>
            )
          }
        />
      )}
      <div class="pair">
        <TextField
          label="First name"
          value={draft.firstName}
          autofocus
          onInput={(firstName) => change({ firstName })}
          error={errorOf('firstName', 'First_Name')}
        />
        <TextField
          label="Last name"
          required
          value={draft.lastName}
          onInput={(lastName) => change({ lastName })}
          error={errorOf('lastName', 'Last_Name')}
        />
      </div>
      <TextField
        label="Company"
        required={companyNeeded(kind, specs)}
        value={draft.company}
        onInput={(company) => change({ company })}
        error={errorOf('company', 'Company')}
      />
      <TextField
        label="E-mail"
        type="email"
        value={draft.email}
        onInput={(email) => change({ email })}
        error={errorOf('email', 'Email')}
      />
      {extraFields(specs).map((spec) => (
        <SpecField
          key={spec.name}
          spec={spec}
          value={draft.fields[spec.name] ?? ''}
          error={errorOf(spec.name, spec.name)}
          onChange={(value) => change({ fields: { ...draft.fields, [spec.name]: value } })}
        />
      ))}
      <p class="hint" dir="ltr">
        {phone ? `With the number ${phone}` : 'Without a number'}
      </p>
      <div class="row">
        <Button type="submit" look="main" icon="check" disabled={busy}>
          {busy ? `Saving in ${crmName}…` : kind === 'lead' ? 'Create lead' : 'Create contact'}
        </Button>
        <Button look="quiet" onClick={props.onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
