import type { FieldSpec, RecordDraft, RecordKind } from '@/utils/crm/connector';

/** Fields every form shows by itself; the CRM's metadata may name them again. */
const OWN_FIELDS = new Set(['First_Name', 'Last_Name', 'Company', 'Email', 'Phone', 'Mobile']);

/** An empty form for a number. */
export function emptyDraft(phone: string): RecordDraft {
  return { firstName: '', lastName: '', company: '', email: '', phone, fields: {} };
}

/** What the CRM wants beyond the form's own fields: only mandatory ones, so that the form stays short during a call. */
export function extraFields(specs: readonly FieldSpec[]): FieldSpec[] {
  return specs.filter((spec) => spec.required && !OWN_FIELDS.has(spec.name));
}

/** Whether the CRM (or, for leads, its usual layout) wants a company. */
export function companyNeeded(kind: RecordKind, specs: readonly FieldSpec[]): boolean {
  return specs.find((spec) => spec.name === 'Company')?.required ?? (kind === 'lead' && specs.length === 0);
}

/** A full name in one field: the last word is the last name, as CRMs keep them. */
export function splitName(full: string): Pick<RecordDraft, 'firstName' | 'lastName'> {
  const words = full.trim().split(/\s+/).filter(Boolean);
  return { firstName: words.slice(0, -1).join(' '), lastName: words.at(-1) ?? '' };
}

/** What cannot be sent as it is, by field; empty when all is well. */
export function draftErrors(
  kind: RecordKind,
  draft: RecordDraft,
  specs: readonly FieldSpec[],
): Record<string, string> {
  const errors: Record<string, string> = {};
  if (!draft.lastName.trim()) errors.lastName = 'Enter at least a last name.';
  if (companyNeeded(kind, specs) && !draft.company.trim()) errors.company = 'Your CRM wants a company.';
  if (draft.email.trim() && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(draft.email.trim()))
    errors.email = 'This is not a complete e-mail address.';
  for (const spec of extraFields(specs)) {
    const value = draft.fields[spec.name] ?? '';
    if (spec.type !== 'checkbox' && !value.trim()) errors[spec.name] = 'Your CRM wants this field.';
    else if (spec.maxLength && value.length > spec.maxLength)
      errors[spec.name] = `At most ${spec.maxLength} characters.`;
  }
  return errors;
}
