import type { AuthMethod, CustomField } from '@/utils/crm/template/crm-template';
import { LIMITS } from '@/utils/crm/template/limits';
import { attribute, lineOf, type Reading, within } from '@/utils/crm/template/parameters';
import { isReservedName, PREDEFINED_NAMES } from '@/utils/crm/template/variables';
import type { XmlElement } from '@/utils/crm/template/xml';

const EDITORS = ['string', 'password', 'list'] as const;

/** Reads the fields the user fills to connect (`Father="CustomFieldList"`). */
export function readFields(scenario: XmlElement, method: AuthMethod, { issues }: Reading): CustomField[] {
  const fields: CustomField[] = [];
  for (const parameter of within(scenario, 'Parameters', 'Parameter')) {
    if (attribute(parameter, 'Father') !== 'CustomFieldList') continue;
    const name = attribute(parameter, 'Name');
    const line = lineOf(parameter, 'Name');
    const path = `AuthMethod › field ${name}`;
    const wrong = wrongName(name);
    if (wrong !== undefined) {
      issues.error('field-name', line, path, wrong);
      continue;
    }
    if (fields.some((field) => field.name === name)) {
      issues.error('duplicate-field', line, path, `The field ${name} is written twice. Remove one of them.`);
      continue;
    }
    const editor = EDITORS.find((known) => known === attribute(parameter, 'Editor'));
    if (!editor)
      issues.error(
        'field-editor',
        lineOf(parameter, 'Editor'),
        path,
        'Editor must be string, password or list.',
      );
    const options = attribute(parameter, 'Value')
      .split(',')
      .map((option) => option.trim())
      .filter((option) => option !== '');
    if (editor === 'list' && options.length === 0)
      issues.error('field-options', line, path, 'A list needs its choices in Value, parted by commas.');
    fields.push({
      name,
      title: attribute(parameter, 'Title') || name,
      description: attribute(parameter, 'Description'),
      editor: editor ?? 'string',
      options: editor === 'list' ? options : [],
    });
  }
  const most = LIMITS.fields[method];
  if (fields.length > most)
    issues.error(
      'too-many-fields',
      scenario.line,
      'AuthMethod',
      `There are ${fields.length} fields; with this sign-in at most ${most} are allowed.`,
    );
  return fields;
}

function wrongName(name: string): string | undefined {
  if (!/^[A-Za-z_]\w{0,63}$/.test(name))
    return 'A name of a field has only letters, digits and _, and does not begin with a digit.';
  if (PREDEFINED_NAMES.has(name)) return `${name} is a variable already. Choose another name for the field.`;
  return isReservedName(name) ? `${name} cannot be the name of a field. Choose another one.` : undefined;
}
