import type { FieldSpec } from '@/utils/crm/connector';
import { SelectField } from '@/components/ui/select-field';
import { Switch } from '@/components/ui/switch';
import { TextField, type TextFieldProps } from '@/components/ui/text-field';

export interface SpecFieldProps {
  spec: FieldSpec;
  value: string;
  error?: string;
  onChange: (value: string) => void;
}

const INPUT_TYPE: Partial<Record<FieldSpec['type'], TextFieldProps['type']>> = {
  email: 'email',
  phone: 'tel',
  number: 'number',
  date: 'date',
};

/** A control for a field that only the CRM's metadata knows. */
export function SpecField({ spec, value, error, onChange }: SpecFieldProps) {
  const { label, required, maxLength } = spec;
  if (spec.type === 'picklist')
    return (
      <SelectField
        label={label}
        value={value}
        required={required}
        error={error}
        options={[['', 'Choose…'], ...(spec.options ?? []).map((option) => [option, option] as const)]}
        onChange={onChange}
      />
    );
  if (spec.type === 'checkbox')
    return <Switch label={label} checked={value === 'true'} onChange={(on) => onChange(String(on))} />;
  return (
    <TextField
      label={label}
      value={value}
      type={INPUT_TYPE[spec.type]}
      required={required}
      maxLength={maxLength}
      error={error}
      rows={spec.type === 'textarea' ? 3 : undefined}
      onInput={onChange}
    />
  );
}
