/** What a scope is for, in words a user can judge. */
export interface ZohoScope {
  name: string;
  reason: string;
  /** Without it the product works, with less. */
  optional?: boolean;
}

/** Every scope the product asks for. Search needs the module's scope and `ZohoSearch.securesearch.READ`. */
export const ZOHO_SCOPES: readonly ZohoScope[] = [
  { name: 'ZohoCRM.modules.leads.ALL', reason: 'find, create and take back leads' },
  { name: 'ZohoCRM.modules.contacts.ALL', reason: 'find, create and take back contacts' },
  { name: 'ZohoCRM.modules.accounts.ALL', reason: 'find the company, create it with a contact' },
  { name: 'ZohoCRM.modules.deals.READ', reason: 'show open deals', optional: true },
  { name: 'ZohoCRM.modules.calls.ALL', reason: 'log calls' },
  { name: 'ZohoCRM.modules.tasks.READ', reason: 'show open tasks', optional: true },
  { name: 'ZohoCRM.modules.events.READ', reason: 'show past meetings', optional: true },
  { name: 'ZohoCRM.modules.vendors.READ', reason: 'find callers among vendors', optional: true },
  { name: 'ZohoCRM.modules.custom.READ', reason: 'find callers in modules of your own', optional: true },
  { name: 'ZohoCRM.modules.notes.ALL', reason: 'show and write notes', optional: true },
  { name: 'ZohoCRM.users.READ', reason: 'know who is signed in, and the agents' },
  { name: 'ZohoCRM.org.READ', reason: 'open records in your organisation' },
  { name: 'ZohoCRM.settings.modules.READ', reason: 'know which modules there are' },
  {
    name: 'ZohoCRM.settings.fields.ALL',
    reason: 'know your fields; create the field that prevents double logs',
  },
  { name: 'ZohoCRM.coql.READ', reason: 'find records saved a moment ago', optional: true },
  {
    name: 'ZohoCRM.composite_requests.CUSTOM',
    reason: 'search all modules with one request',
    optional: true,
  },
  { name: 'ZohoSearch.securesearch.READ', reason: 'search by number and name' },
];

/** The list as Zoho's console takes it. */
export const SCOPE_LIST = ZOHO_SCOPES.map((scope) => scope.name).join(',');
