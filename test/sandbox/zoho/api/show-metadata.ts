import type { Field, FieldType } from '../field-metadata.ts';
import type { ModuleMetadata } from '../module-metadata.ts';
import type { ZohoData } from '../zoho-data.ts';

const JSON_TYPES: Partial<Record<FieldType, string>> = {
  integer: 'integer',
  bigint: 'string',
  currency: 'double',
  boolean: 'boolean',
  lookup: 'jsonobject',
  ownerlookup: 'jsonobject',
};

const UI_TYPES: Readonly<Record<FieldType, number>> = {
  text: 1,
  textarea: 3,
  website: 21,
  email: 25,
  phone: 33,
  picklist: 2,
  integer: 32,
  currency: 36,
  boolean: 301,
  date: 24,
  datetime: 200,
  lookup: 4,
  ownerlookup: 8,
  bigint: 34,
};

const profilesOf = (data: ZohoData) => [
  { permission_type: 'read_write', ...(data.users[0]!.profile as { name: string; id: string }) },
];

/** A field as `settings/fields` shows it. */
export function showField(data: ZohoData, field: Field) {
  const writable = !field.read_only;
  const target = field.lookupModule ? data.metadata.module(field.lookupModule) : undefined;
  return {
    id: field.id,
    api_name: field.api_name,
    field_label: field.field_label,
    display_label: field.field_label,
    column_name: field.api_name.toUpperCase(),
    data_type: field.data_type,
    json_type: JSON_TYPES[field.data_type] ?? 'string',
    length: field.length,
    ui_type: UI_TYPES[field.data_type],
    display_type: -1,
    type: 'used',
    system_mandatory: field.system_mandatory,
    custom_field: field.custom_field,
    visible: true,
    read_only: field.read_only,
    field_read_only: field.read_only,
    searchable: true,
    filterable: true,
    sortable: true,
    unique: field.unique ?? {},
    operation_type: {
      web_update: writable,
      api_create: writable,
      web_create: writable,
      api_update: writable,
    },
    view_type: { view: true, edit: writable, quick_create: field.system_mandatory, create: writable },
    pick_list_values: field.pickList.map((value, index) => ({
      display_value: value,
      actual_value: value,
      reference_value: value,
      id: `${field.id.slice(0, -3)}${String(index + 100)}`,
      sequence_number: index + 1,
      type: 'used',
    })),
    pick_list_values_sorted_lexically: false,
    lookup: target
      ? {
          display_label: field.field_label,
          api_name: field.api_name,
          id: field.id,
          module: { api_name: target.api_name, crypt: false, id: target.id },
        }
      : {},
    profiles: profilesOf(data),
    webhook: true,
    colour_code_enabled_by_system: false,
    enable_colour_code: false,
    association_details: null,
    businesscard_supported: true,
    multi_module_lookup: null,
    separator: false,
    history_tracking_enabled: false,
    external: null,
    virtual_field: false,
    range: null,
    created_source: field.custom_field ? 'crm' : 'default',
    public: false,
    email_parser: { fields_update_supported: true, record_operations_supported: true },
    currency: null,
    convert_mapping: {},
    rollup_summary: null,
    display_field: field.api_name === 'Last_Name' || field.api_name.endsWith('_Name'),
    global_picklist: null,
    history_tracking: null,
    auto_number: null,
    multiselectlookup: null,
    formula: null,
    decimal_place: null,
    mass_update: writable,
    blueprint_supported: true,
    additional_column: null,
    tooltip: null,
  };
}

/** A module as `settings/modules` shows it. */
export function showModule(data: ZohoData, module: ModuleMetadata, index: number) {
  const profile = data.users[0]!.profile as { name: string; id: string };
  return {
    id: module.id,
    api_name: module.api_name,
    module_name: module.module_name,
    singular_label: module.singular_label,
    plural_label: module.plural_label,
    actual_singular_label: module.singular_label,
    actual_plural_label: module.plural_label,
    generated_type: module.generated_type,
    api_supported: true,
    viewable: module.visible,
    creatable: true,
    editable: true,
    deletable: true,
    convertable: module.api_name === 'Leads',
    status: module.visible ? 'visible' : 'user_hidden',
    visibility: module.visible ? 1 : 0,
    show_as_tab: true,
    sequence_number: index + 1,
    web_link: null,
    profiles: [profile],
    profile_count: 1,
    has_more_profiles: false,
    global_search_supported: true,
    public_fields_configured: false,
    recycle_bin_on_delete: true,
    sub_menu_available: false,
    description: null,
    module_type: 'ENTITIES',
    quick_create: true,
    filter_supported: true,
    modified_time: null,
    modified_by: null,
    parent_module: {},
    arguments: [],
  };
}

/** The module's only layout; `required` tells which fields it demands. */
export function showLayout(data: ZohoData, module: ModuleMetadata) {
  const profile = data.users[0]!.profile as { name: string; id: string };
  const creator = { name: String(data.users[0]!.full_name), id: data.users[0]!.id };
  const view = { name: 'Default', id: module.layoutId, type: 'layout' };
  const none = { name: null, id: null };
  return {
    id: module.layoutId,
    name: 'Standard',
    api_name: 'Standard',
    display_label: 'Standard',
    display_type: 1,
    status: 'active',
    visible: true,
    mode: 'standard',
    source: 'default',
    generated_type: 'default',
    show_business_card: true,
    has_more_profiles: false,
    created_time: null,
    modified_time: null,
    created_by: creator,
    modified_by: creator,
    convert_mapping: {
      Contacts: none,
      Deals: { ...none, fields: [] },
      Accounts: none,
      Invoices: none,
      SalesOrders: none,
    },
    profiles: [{ default: true, ...profile, _default_view: view, _default_assignment_view: view }],
    actions_allowed: {
      edit: true,
      rename: true,
      clone: true,
      downgrade: false,
      delete: false,
      deactivate: false,
      set_layout_permissions: true,
    },
    sections: [
      {
        id: `${module.layoutId.slice(0, -2)}99`,
        api_name: `${module.singular_label}_Information`,
        name: `${module.singular_label} Information`,
        display_label: `${module.singular_label} Information`,
        sequence_number: 1,
        column_count: 2,
        isSubformSection: false,
        tab_traversal: '1',
        generated_type: 'default',
        type: 'used',
        fields: [...module.fields.values()].map((field, index) => ({
          ...showField(data, field),
          required: field.layoutMandatory,
          sequence_number: index + 1,
          section_id: 1,
          validation_rule: null,
        })),
      },
    ],
  };
}
