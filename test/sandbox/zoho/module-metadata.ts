import { createField, type Field, type FieldType, MODULE_FIELDS } from './field-metadata.ts';

/** A module (tab) of the organisation and its fields. */
export interface ModuleMetadata {
  readonly id: string;
  readonly api_name: string;
  /** The name in web addresses: Deals are "Potentials" there. */
  readonly module_name: string;
  readonly singular_label: string;
  readonly plural_label: string;
  readonly generated_type: 'default' | 'custom';
  /** False once an administrator hid the module: the API then answers as if it did not exist. */
  visible: boolean;
  readonly fields: Map<string, Field>;
  readonly layoutId: string;
}

/** What `settings/…` shows and may change. */
export interface Metadata {
  readonly modules: ReadonlyMap<string, ModuleMetadata>;
  module(name: string): ModuleMetadata | undefined;
  fieldsOf(module: string): Field[];
  phoneFieldsOf(module: string): string[];
  addField(module: string, plan: NewField): Field;
  removeField(module: string, apiName: string): void;
  addModule(
    apiName: string,
    singular: string,
    plural: string,
    fields: Record<string, FieldType>,
  ): ModuleMetadata;
}

export interface NewField {
  field_label: string;
  data_type: FieldType;
  length?: number;
  unique?: { case_sensitive: boolean } | null;
  values?: readonly string[];
  layoutMandatory?: boolean;
}

const SINGULAR: Record<string, string> = {
  Leads: 'Lead',
  Contacts: 'Contact',
  Accounts: 'Account',
  Deals: 'Deal',
  Calls: 'Call',
  Tasks: 'Task',
  Notes: 'Note',
};

/** The metadata of a new organisation. `newId` makes the ids of modules, layouts and fields. */
export function createMetadata(newId: () => string): Metadata {
  const modules = new Map<string, ModuleMetadata>();
  for (const [apiName, plans] of Object.entries(MODULE_FIELDS)) {
    const fields = new Map(
      Object.entries(plans).map(([name, plan]) => [name, createField(newId(), name, plan)]),
    );
    modules.set(apiName, {
      id: newId(),
      api_name: apiName,
      module_name: apiName === 'Deals' ? 'Potentials' : apiName,
      singular_label: SINGULAR[apiName] ?? apiName,
      plural_label: apiName,
      generated_type: 'default',
      visible: true,
      fields,
      layoutId: newId(),
    });
  }

  function existing(module: string): ModuleMetadata {
    const found = modules.get(module);
    if (!found) throw new Error(`The simulator has no module called "${module}".`);
    return found;
  }

  const fieldsOf = (module: string) => [...(modules.get(module)?.fields.values() ?? [])];

  return {
    modules,
    module: (name) =>
      [...modules.values()].find((entry) => entry.api_name.toLowerCase() === name.toLowerCase()),
    fieldsOf,
    phoneFieldsOf: (module) =>
      fieldsOf(module)
        .filter((field) => field.data_type === 'phone')
        .map((field) => field.api_name),
    addField(module, plan) {
      const apiName = plan.field_label.trim().replace(/\W+/g, '_');
      const { data_type: type, length, values, layoutMandatory } = plan;
      const field = createField(
        newId(),
        apiName,
        { type, label: plan.field_label, length, values, layoutMandatory },
        true,
      );
      field.unique = plan.unique ?? null;
      existing(module).fields.set(apiName, field);
      return field;
    },
    removeField: (module, apiName) => void existing(module).fields.delete(apiName),
    addModule(apiName, singular, plural, fields) {
      const plans = Object.entries(fields).map(
        ([name, type]) => [name, createField(newId(), name, { type }, true)] as const,
      );
      const common = fieldsOf('Leads').filter(
        (field) => field.api_name === 'Owner' || /^(Created|Modified)_/.test(field.api_name),
      );
      const entry: ModuleMetadata = {
        id: newId(),
        api_name: apiName,
        module_name: `CustomModule${modules.size}`,
        singular_label: singular,
        plural_label: plural,
        generated_type: 'custom',
        visible: true,
        fields: new Map([...plans, ...common.map((field) => [field.api_name, field] as const)]),
        layoutId: newId(),
      };
      modules.set(apiName, entry);
      return entry;
    },
  };
}
