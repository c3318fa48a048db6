import { type Answer, json, Refusal, zohoError } from '../answer.ts';
import type { FieldType } from '../field-metadata.ts';
import type { ModuleMetadata } from '../module-metadata.ts';
import { isObject, type JsonObject } from '../zoho-record.ts';
import type { ApiCall, ApiContext } from './api-call.ts';

const CREATABLE: readonly FieldType[] = [
  'text',
  'textarea',
  'email',
  'phone',
  'picklist',
  'date',
  'datetime',
  'integer',
  'currency',
  'bigint',
  'website',
  'boolean',
];

/** Field types that may be unique. */
const UNIQUE: readonly string[] = ['text', 'email', 'phone', 'integer', 'bigint'];

function createOne(context: ApiContext, module: ModuleMetadata, index: number, plan: JsonObject) {
  const place = (name: string) => ({ api_name: name, json_path: `$.fields[${index}].${name}` });
  const label = plan.field_label;
  const type = plan.data_type;
  if (label === undefined || label === null || label === '')
    return zohoError('MANDATORY_NOT_FOUND', 'required field not found', place('field_label'));
  if (type === undefined)
    return zohoError('MANDATORY_NOT_FOUND', 'required field not found', place('data_type'));
  if (typeof label !== 'string' || label.length > 50)
    return zohoError('INVALID_DATA', 'invalid data', { ...place('field_label'), maximum_length: 50 });
  const known = CREATABLE.find((candidate) => candidate === type);
  if (!known)
    return zohoError('INVALID_DATA', 'invalid data', { ...place('data_type'), supported_values: CREATABLE });
  const length = plan.length;
  if (
    length !== undefined &&
    (!Number.isInteger(length) || (length as number) < 1 || (length as number) > 255)
  )
    return zohoError('INVALID_DATA', 'invalid data', { ...place('length'), maximum_length: 255 });
  const unique = plan.unique === true ? { case_sensitive: false } : plan.unique;
  if (isObject(unique) && !UNIQUE.includes(known))
    return zohoError('DEPENDENT_MISMATCH', 'dependent field mismatch', place('unique'));
  const labels = [...module.fields.values()].map((field) => field.field_label.toLowerCase());
  if (labels.includes(label.toLowerCase()))
    return zohoError('DUPLICATE_DATA', 'duplicate data', place('field_label'));
  const values = Array.isArray(plan.pick_list_values)
    ? plan.pick_list_values.filter(isObject).map((value) => String(value.actual_value))
    : undefined;

  const field = context.data.metadata.addField(module.api_name, {
    field_label: label,
    data_type: known,
    length: typeof length === 'number' ? length : undefined,
    unique: isObject(unique) ? { case_sensitive: unique.case_sensitive === true } : null,
    values,
  });
  return { code: 'SUCCESS', details: { id: field.id }, message: 'field created', status: 'success' as const };
}

/** POST /settings/fields?module= : up to five fields. */
export function createFields(context: ApiContext, call: ApiCall, module: ModuleMetadata): Answer {
  const plans = isObject(call.body) ? call.body.fields : undefined;
  if (!Array.isArray(plans) || !plans.length || !plans.every(isObject))
    throw new Refusal(400, 'MANDATORY_NOT_FOUND', 'required field not found', {
      api_name: 'fields',
      json_path: '$.fields',
    });
  if (plans.length > 5) throw new Refusal(400, 'LIMIT_EXCEEDED', 'the fields limit exceeded', { limit: 5 });
  const answers = plans.map((plan, index) => createOne(context, module, index, plan));
  const failed = answers.find((answer) => answer.status === 'error');
  return json(failed ? 400 : 201, failed && answers.length === 1 ? failed : { fields: answers });
}
