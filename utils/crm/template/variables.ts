/** A variable a template may name, for the checks at import and for the options page. */
export interface TemplateVariable {
  readonly name: string;
  /** One line for the person who writes a template. */
  readonly meaning: string;
  /** Where it comes from. `switchhook`: ours, not known to a Yeastar PBX. */
  readonly group: 'search' | 'call' | 'user' | 'contact' | 'text' | 'new contact' | 'sign-in' | 'switchhook';
}

const table = (group: TemplateVariable['group'], rows: Record<string, string>): TemplateVariable[] =>
  Object.entries(rows).map(([name, meaning]) => ({ name, meaning, group }));

/** The variables of Yeastar's guide ("Custom CRM Integration Guide", global variables), and ours. */
export const VARIABLES: readonly TemplateVariable[] = [
  ...table('search', {
    Phone: 'The number to look for.',
    SearchValue: 'The text to look for.',
  }),
  ...table('switchhook', {
    PhoneE164: 'The number with + and country code: +493023125380.',
    PhoneDigits: 'The same, digits only: 493023125380.',
    PhoneNational: 'As dialled in its country, digits only: 03023125380.',
    PhoneLast: 'Its last digits, at most nine, for searches by ending: 023125380.',
    PhoneFormatted: 'As people in its country write it: 030 23125380.',
    PhoneInternational: 'As people elsewhere write it: +49 30 23125380.',
    CallKey: 'Names this call and no other: store it, and a repeat can be recognised.',
    CallId: 'What the CRM calls the log of this call, in UpdateCallJournal.',
    Company: 'The company typed for a new contact.',
    Email: 'The e-mail address typed for a new contact.',
    Note: 'What you typed during the call.',
    Title: 'The first line of a note, as its title.',
  }),
  ...table('call', {
    Time: 'When the call took place, by your clock: 2026/01/05 10:20:30.',
    StartTimeUnix: 'When it began, in seconds since 1970.',
    EndTimeUnix: 'When it ended, in seconds since 1970; empty while it rings.',
    Call_From: 'The caller: Name <number>.',
    Call_To: 'The person called: Name <number>.',
    CallerName: "The caller's name.",
    CallerNumber: "The caller's number.",
    CalleeName: 'The name of the person called.',
    CalleeNumber: 'The number called.',
    CallDuration: 'From the first ring to the end, in seconds.',
    Talk_Duration: 'From answer to end: 00:03:25.',
    Talk_Duration_Sec: 'From answer to end, in seconds.',
    Communication_Type: 'Inbound or Outbound.',
    Call_Status: 'Missed or Completed.',
    Call_Log_Status: 'Missed Call, Outgoing Call, Incoming Call or Voicemail.',
    CallDisposition: 'MISSED, VOICEMAIL, BUSY, ANSWERED or NO ANSWER.',
    EnableCallRecording: '1 when a recording may be played from the CRM, else 0.',
    RecordPath: 'The address of the recording; empty when there is none.',
    TicketId: 'The ticket made for this call, if there is one.',
  }),
  ...table('user', {
    CrmId: 'Your user in the CRM.',
    ExtensionFirstName: 'Your first name.',
    ExtensionLastName: 'Your last name.',
    ExtensionEmail: 'Your e-mail address.',
  }),
  ...table('contact', {
    ContactSyncType: 'The kind of contact: the name of the request that found it.',
    ContactNumber: "The contact's number in this call.",
    ContactId: "The contact's id in the CRM; empty for an unknown caller.",
    ContactsId: 'The same as ContactId.',
    CustomValue: 'Whatever the template keeps with a contact.',
  }),
  ...table('text', {
    Subject: 'The subject, made from its own template.',
    Description: 'The description, made from its own template.',
  }),
  ...table('new contact', {
    LastName: 'The last name typed for a new contact.',
    FirstName: 'The first name typed for a new contact.',
    BusinessNumber: 'The number of a new contact.',
    DisplayName: 'First and last name together.',
  }),
  ...table('sign-in', {
    AccessToken: 'What the CRM gave at sign-in. Headers and token addresses only.',
    basic_string: 'The encoded user name and password. Headers and token addresses only.',
    redirect_uri: 'Where the CRM sends you back after sign-in.',
  }),
];

/** Their names. */
export const VARIABLE_NAMES: ReadonlySet<string> = new Set(VARIABLES.map((variable) => variable.name));

/** Names no custom field may bear: those of the guide, so that a file made for a PBX means the same here. */
export const PREDEFINED_NAMES: ReadonlySet<string> = new Set(
  VARIABLES.filter((variable) => variable.group !== 'switchhook').map((variable) => variable.name),
);

/** Secrets made at sign-in. */
export const TOKEN_VARIABLES: ReadonlySet<string> = new Set(['AccessToken', 'basic_string', 'refresh_token']);

/** Fields of a contact that Outputs may fill, in the order they are shown. */
export const CONTACT_FIELDS = [
  'ContactsId',
  'FirstName',
  'LastName',
  'Company',
  'Email',
  'BusinessNumber',
  'BusinessNumber2',
  'BusinessFaxNumber',
  'MobileNumber',
  'MobileNumber2',
  'HomeNumber',
  'HomeNumber2',
  'HomeFaxNumber',
  'OtherNumber',
  'ZipCode',
  'Street',
  'City',
  'State',
  'Country',
  'Remark',
  'CustomValue',
] as const;

/** Those that hold a number one can be called from; faxes do not count. */
export const PHONE_FIELDS = [
  'BusinessNumber',
  'BusinessNumber2',
  'MobileNumber',
  'MobileNumber2',
  'HomeNumber',
  'HomeNumber2',
  'OtherNumber',
] as const;

/** Names every JavaScript object has: never a field's or an Output's. */
export const isReservedName = (name: string): boolean => name in Object.prototype || name === 'prototype';
