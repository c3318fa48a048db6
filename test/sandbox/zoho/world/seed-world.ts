import { parentReference } from '../api/notes.ts';
import { durationText } from '../api/call-rules.ts';
import type { ZohoData } from '../zoho-data.ts';
import type { ZohoRecord } from '../zoho-record.ts';
import { COMPANIES } from './companies.ts';
import { type GeneratedNumber, generateContacts } from './generate-contacts.ts';
import { CONTACTS, DEALS, LEADS } from './people.ts';
import { seedUsersAndOrg } from './users.ts';

const DAY_MS = 86_400_000;

/** Calls of the last weeks: contact, type, days ago, seconds, subject, result. */
const CALLS: readonly (readonly [number, string, number, number, string, string | null])[] = [
  [0, 'Outbound', 1.2, 412, 'Terms for the second batch of probes', 'Interested'],
  [0, 'Inbound', 6.4, 187, 'Question about delivery dates', null],
  [0, 'Missed', 9.1, 0, 'Missed call from Amelia Hart', null],
  [5, 'Outbound', 0.11, 1_265, 'Mast heights and permits', 'Requested more info'],
  [8, 'Inbound', 2.3, 95, 'Call from Oliver Pemberton', null],
  [13, 'Outbound', 3.6, 3_724, 'Walk through the clean room plan', 'Interested'],
  [16, 'Outbound', 0.04, 640, 'Price per sensor', 'Requested call back'],
  [22, 'Inbound', 12.5, 301, 'Second weather station', null],
  [27, 'Outbound', 4.1, 58, 'Left a message', 'No response/Busy'],
];

/** Notes: contact, title, text, days ago. */
const NOTES: readonly (readonly [number, string, string, number])[] = [
  [0, 'Prefers mornings', 'Best reached before 10:00, she is on the water after that.', 20],
  [0, 'Budget', 'Second batch is approved for this quarter if we hold the March price.', 1.1],
  [5, 'Site visit', 'Wants to see the mast in Tacoma before signing.', 8],
  [13, 'Ansprechpartner', 'Technik bitte immer mit Felix Schreiber abstimmen.', 15],
  [16, 'Werk 4', 'Messung nur am Wochenende möglich.', 5],
];

/** A moment some days ago; from a day on, in office hours of Boston. */
function daysAgo(now: number, days: number): number {
  const moment = now - days * DAY_MS;
  if (days < 1) return moment;
  const midnight = Math.floor(moment / DAY_MS) * DAY_MS;
  return midnight + (14 + (6 * (moment - midnight)) / DAY_MS) * 3_600_000;
}

const emailOf = (first: string, last: string, site: string) =>
  `${first}.${last}@${site}`
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f\s']/g, '');

function addPeople(data: ZohoData, now: number): void {
  const owner = (index: number) => data.users[index % 3 === 0 ? 0 : index % data.users.length]!;
  /** Spread over `span` days, denser towards now; the last one is a few hours old. */
  const aged = (index: number, count: number, span: number) => {
    const days = span * ((count - 1 - index) / count) ** 2 + 0.14;
    const at = data.time(daysAgo(now, days));
    return { Created_Time: at, Modified_Time: at };
  };
  const accounts = COMPANIES.map((company, index) =>
    data.add(
      'Accounts',
      {
        Account_Name: company.name,
        Phone: company.phone,
        Website: `https://www.${company.site}`,
        Account_Type: index % 4 === 3 ? 'Prospect' : 'Customer',
        Industry: company.industry,
        Employees: company.people,
        Billing_City: company.city,
        Billing_Country: company.country,
        ...aged(index, COMPANIES.length, 400),
      },
      owner(index),
    ),
  );
  const contacts = CONTACTS.map(([first, last, title, company, phone, mobile], index) =>
    data.add(
      'Contacts',
      {
        First_Name: first,
        Last_Name: last,
        Title: title,
        Account_Name: data.reference('Accounts', accounts[company]!),
        Email: emailOf(first, last, COMPANIES[company]!.site),
        Phone: phone,
        Mobile: mobile,
        Mailing_City: COMPANIES[company]!.city,
        Mailing_Country: COMPANIES[company]!.country,
        ...aged(index, CONTACTS.length, 380),
      },
      owner(index),
    ),
  );
  DEALS.forEach(([name, company, contact, stage, amount, days], index) =>
    data.add(
      'Deals',
      {
        Deal_Name: name,
        Account_Name: data.reference('Accounts', accounts[company]!),
        Contact_Name: data.reference('Contacts', contacts[contact]!),
        Stage: stage,
        Amount: amount,
        Closing_Date: new Date(now + days * DAY_MS).toISOString().slice(0, 10),
        ...aged(index, DEALS.length, 90),
      },
      owner(index),
    ),
  );
  LEADS.forEach(([first, last, title, company, phone, status, source], index) =>
    data.add(
      'Leads',
      {
        First_Name: first,
        Last_Name: last,
        Designation: title,
        Company: company,
        Phone: phone,
        Email: emailOf(first, last, 'mail.example'),
        Lead_Status: status,
        Lead_Source: source,
        ...aged(index, LEADS.length, 30),
      },
      owner(index),
    ),
  );
  addHistory(data, now, contacts);
}

function addHistory(data: ZohoData, now: number, contacts: readonly ZohoRecord[]): void {
  for (const [index, type, days, seconds, subject, result] of CALLS.toSorted((a, b) => b[2] - a[2])) {
    const at = data.time(daysAgo(now, days));
    data.add('Calls', {
      Subject: subject,
      Call_Type: type,
      Call_Start_Time: at,
      Call_Duration: durationText(seconds),
      Call_Duration_in_seconds: seconds,
      Call_Result: result,
      Outgoing_Call_Status: type === 'Outbound' ? 'Completed' : null,
      Who_Id: data.reference('Contacts', contacts[index]!),
      Created_Time: at,
      Modified_Time: at,
    });
  }
  for (const [index, title, content, days] of NOTES.toSorted((a, b) => b[3] - a[3])) {
    const at = data.time(daysAgo(now, days));
    const parent = parentReference(data, 'Contacts', contacts[index]!);
    data.add('Notes', {
      Note_Title: title,
      Note_Content: content,
      Parent_Id: parent,
      $se_module: 'Contacts',
      Created_Time: at,
      Modified_Time: at,
    });
  }
}

/** Fills an empty store: users, organisation, a small company world, and as many generated contacts as asked for. */
export function seedWorld(
  data: ZohoData,
  options: { now: number; seed: number; contacts: number; environment: string },
): GeneratedNumber[] {
  seedUsersAndOrg(data, options.now, options.environment);
  addPeople(data, options.now);
  const generated = generateContacts(data, options.contacts, options.seed);
  data.markIndexed();
  return generated;
}
