/** A field of a module as `settings/fields` describes it, cut to what the simulator decides by. */
export interface Field {
  readonly id: string;
  readonly api_name: string;
  readonly field_label: string;
  readonly data_type: FieldType;
  readonly length: number;
  readonly system_mandatory: boolean;
  /** Mandatory in the layout only: checked when a layout is named, as Zoho does. */
  readonly layoutMandatory: boolean;
  readonly custom_field: boolean;
  readonly read_only: boolean;
  readonly pickList: readonly string[];
  readonly lookupModule: string | null;
  /** Null where values may repeat. */
  unique: { case_sensitive: boolean } | null;
}

export type FieldType =
  | 'text'
  | 'textarea'
  | 'email'
  | 'phone'
  | 'website'
  | 'picklist'
  | 'integer'
  | 'currency'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'lookup'
  | 'ownerlookup'
  | 'bigint';

/** How a field is written down in the tables below: type, and what differs from the ordinary. */
interface FieldPlan {
  type: FieldType;
  label?: string;
  length?: number;
  mandatory?: boolean;
  layoutMandatory?: boolean;
  readOnly?: boolean;
  values?: readonly string[];
  lookup?: string;
}

type ModulePlan = Record<string, FieldPlan>;

const text = (length: number, more: Partial<FieldPlan> = {}): FieldPlan => ({
  type: 'text',
  length,
  ...more,
});
const phone: FieldPlan = { type: 'phone', length: 30 };
const email: FieldPlan = { type: 'email', length: 100 };
const textarea = (length: number): FieldPlan => ({ type: 'textarea', length });
const picklist = (values: readonly string[], more: Partial<FieldPlan> = {}): FieldPlan => ({
  type: 'picklist',
  length: 120,
  values: ['-None-', ...values],
  ...more,
});
const lookup = (module: string): FieldPlan => ({ type: 'lookup', length: 120, lookup: module });
const readOnly = (type: FieldType): FieldPlan => ({ type, readOnly: true });

const LEAD_SOURCES = [
  'Advertisement',
  'Cold Call',
  'Call',
  'Employee Referral',
  'External Referral',
  'Online Store',
  'Partner',
  'Web Download',
  'Web Research',
  'Trade Show',
  'Chat',
];
const SALUTATIONS = ['Mr.', 'Mrs.', 'Ms.', 'Dr.', 'Prof.'];

const COMMON: ModulePlan = {
  Owner: { type: 'ownerlookup', length: 120 },
  Description: textarea(32_000),
  Created_By: readOnly('ownerlookup'),
  Modified_By: readOnly('ownerlookup'),
  Created_Time: readOnly('datetime'),
  Modified_Time: readOnly('datetime'),
  Last_Activity_Time: readOnly('datetime'),
};

const PERSON: ModulePlan = {
  Salutation: picklist(SALUTATIONS),
  First_Name: text(40),
  Last_Name: text(80, { mandatory: true }),
  Full_Name: text(120, { readOnly: true }),
  Email: email,
  Secondary_Email: email,
  Phone: phone,
  Mobile: phone,
  Fax: phone,
  Lead_Source: picklist(LEAD_SOURCES),
};

/** The default modules and their fields, as a new organisation has them. */
export const MODULE_FIELDS: Readonly<Record<string, ModulePlan>> = {
  Leads: {
    ...PERSON,
    Company: text(200, { layoutMandatory: true }),
    Designation: text(100, { label: 'Title' }),
    Lead_Status: picklist([
      'Attempted to Contact',
      'Contact in Future',
      'Contacted',
      'Junk Lead',
      'Lost Lead',
      'Not Contacted',
      'Pre-Qualified',
      'Not Qualified',
    ]),
    Industry: picklist(['Technology', 'Manufacturing', 'Logistics', 'Retail', 'Education', 'Energy', 'Food']),
    Website: { type: 'website', length: 255 },
    Street: text(250),
    City: text(100),
    Zip_Code: text(30),
    Country: text(100),
    Converted__s: { type: 'boolean', readOnly: true, label: 'Converted' },
    ...COMMON,
  },
  Contacts: {
    ...PERSON,
    Account_Name: lookup('Accounts'),
    Title: text(100),
    Department: text(50),
    Home_Phone: phone,
    Other_Phone: phone,
    Asst_Phone: phone,
    Mailing_Street: text(250),
    Mailing_City: text(100),
    Mailing_Zip: text(30),
    Mailing_Country: text(100),
    ...COMMON,
  },
  Accounts: {
    Account_Name: text(200, { mandatory: true }),
    Phone: phone,
    Fax: phone,
    Website: { type: 'website', length: 255 },
    Account_Type: picklist([
      'Analyst',
      'Competitor',
      'Customer',
      'Partner',
      'Prospect',
      'Supplier',
      'Vendor',
    ]),
    Industry: picklist(['Technology', 'Manufacturing', 'Logistics', 'Retail', 'Education', 'Energy', 'Food']),
    Employees: { type: 'integer', length: 9 },
    Billing_Street: text(250),
    Billing_City: text(100),
    Billing_Country: text(100),
    ...COMMON,
  },
  Deals: {
    Deal_Name: text(120, { mandatory: true }),
    Stage: picklist(
      [
        'Qualification',
        'Needs Analysis',
        'Value Proposition',
        'Identify Decision Makers',
        'Proposal/Price Quote',
        'Negotiation/Review',
        'Closed Won',
        'Closed Lost',
      ],
      { mandatory: true },
    ),
    Amount: { type: 'currency', length: 16 },
    Closing_Date: { type: 'date' },
    Probability: { type: 'integer', length: 3 },
    Account_Name: lookup('Accounts'),
    Contact_Name: lookup('Contacts'),
    Lead_Source: picklist(LEAD_SOURCES),
    Next_Step: text(100),
    ...COMMON,
  },
  Calls: {
    Subject: text(255, { mandatory: true }),
    Call_Type: picklist(['Inbound', 'Outbound', 'Missed'], { mandatory: true }),
    Call_Start_Time: { type: 'datetime', mandatory: true },
    Call_Duration: text(20, { label: 'Call Duration' }),
    Call_Duration_in_seconds: { type: 'integer', length: 9, label: 'Call Duration (in seconds)' },
    Call_Purpose: picklist(['Prospecting', 'Administrative', 'Negotiation', 'Demo', 'Project', 'Desk']),
    Call_Agenda: text(255),
    Call_Result: picklist([
      'Interested',
      'Not interested',
      'No response/Busy',
      'Requested more info',
      'Requested call back',
      'Invalid number',
    ]),
    Outgoing_Call_Status: picklist(['Scheduled', 'Completed', 'Overdue', 'Cancelled']),
    Who_Id: { ...lookup('Contacts'), label: 'Contact Name' },
    What_Id: { ...lookup('se_module'), label: 'Related To' },
    Voice_Recording__s: { type: 'website', length: 450, label: 'Voice Recording' },
    Caller_ID: text(100),
    Dialled_Number: text(100),
    CTI_Entry: { type: 'boolean', label: 'CTI Entry' },
    ...COMMON,
  },
  Tasks: {
    Subject: text(255, { mandatory: true }),
    Due_Date: { type: 'date' },
    Status: picklist(['Not Started', 'Deferred', 'In Progress', 'Completed', 'Waiting for input']),
    Priority: picklist(['High', 'Highest', 'Low', 'Lowest', 'Normal']),
    Who_Id: { ...lookup('Contacts'), label: 'Contact Name' },
    What_Id: { ...lookup('se_module'), label: 'Related To' },
    ...COMMON,
  },
  Notes: {
    Note_Title: text(120),
    Note_Content: { type: 'textarea', length: 65_535, mandatory: true },
    Parent_Id: { ...lookup('se_module'), label: 'Parent ID' },
    Owner: COMMON.Owner!,
    Created_Time: COMMON.Created_Time!,
    Modified_Time: COMMON.Modified_Time!,
    Created_By: COMMON.Created_By!,
    Modified_By: COMMON.Modified_By!,
  },
};

/** Builds a field from its plan. */
export function createField(id: string, apiName: string, plan: FieldPlan, custom = false): Field {
  return {
    id,
    api_name: apiName,
    field_label: plan.label ?? apiName.replaceAll('_', ' '),
    data_type: plan.type,
    length: plan.length ?? 120,
    system_mandatory: plan.mandatory ?? false,
    layoutMandatory: plan.layoutMandatory ?? plan.mandatory ?? false,
    custom_field: custom,
    read_only: plan.readOnly ?? false,
    pickList: plan.values ?? [],
    lookupModule: plan.lookup ?? null,
    unique: null,
  };
}
