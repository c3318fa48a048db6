import type { CrmConnector, CrmRecord, CrmUser, RecordRef } from '@/utils/crm/connector';
import { CrmError } from '@/utils/crm/crm-error';
import { createPhoneBook } from '@/utils/crm/phone-book';
import { sameRecord } from '@/utils/crm/rank';
import { rowsOf } from '@/utils/crm/zoho/rows';
import { createZohoApi } from '@/utils/crm/zoho/zoho-api';
import { createZohoBatch } from '@/utils/crm/zoho/zoho-batch';
import { createZohoCallLog } from '@/utils/crm/zoho/zoho-call-log';
import {
  createdId,
  createRecord,
  formFields,
  MODULE_OF,
  recordFromDraft,
} from '@/utils/crm/zoho/zoho-create';
import { readDetails } from '@/utils/crm/zoho/zoho-details';
import { findByNumber } from '@/utils/crm/zoho/zoho-lookup';
import { createZohoMetadata, type ZohoModule } from '@/utils/crm/zoho/zoho-metadata';
import { createZohoOrganisation } from '@/utils/crm/zoho/zoho-organisation';
import { fieldsToAsk, labelOf, pageOf, toCrmRecord } from '@/utils/crm/zoho/zoho-record';
import { searchByText } from '@/utils/crm/zoho/zoho-text-search';
import { createZohoTwins } from '@/utils/crm/zoho/zoho-twins';
import { checkZohoSetup, offerKeyField, type SetupReport } from '@/utils/crm/zoho/zoho-setup';
import type { HttpClient } from '@/utils/http/http-client';
import { asObject, asText, type Json } from '@/utils/http/json';
import type { TokenSource } from '@/utils/oauth/token-source';
import { regionOf, type ZohoEnvironment, type ZohoLocation } from '@/utils/oauth/zoho-regions';

/** What a Zoho connector needs. */
export interface ZohoConnectorOptions {
  http: HttpClient;
  tokens: TokenSource;
  dataCenter: ZohoLocation;
  environment: ZohoEnvironment;
  /** Modules searched for a caller, in the user's order. */
  lookupIn: readonly string[];
  now: () => number;
}

/** Zoho CRM, with what only its options page asks. */
export interface ZohoConnector extends CrmConnector {
  /** Names what is missing: scope, edition, module, field. */
  checkSetup(): Promise<SetupReport>;
  /** Creates the unique field that makes double logs impossible. Needs an administrator. */
  offerKeyField(): Promise<void>;
}

/** Contacts of the phone book shown beside what Zoho found. */
const KNOWN_SHOWN = 10;

/** See `CrmConnector`; REST v8 (zoho.com/crm/developer/docs/api/v8). */
export function createZohoConnector(options: ZohoConnectorOptions): ZohoConnector {
  const region = regionOf(options.dataCenter);
  const api = createZohoApi(options);
  const metadata = createZohoMetadata(api, options.now);
  const organisation = createZohoOrganisation(api);
  const batch = createZohoBatch(api, () => organisation.known()?.roomy ?? false);
  const calls = createZohoCallLog(api, metadata);
  const twins = createZohoTwins(api);
  const web = options.environment === 'sandbox' ? region.sandboxWeb : region.web;
  let modules: ZohoModule[] | null = null;

  const urlOf = (record: RecordRef) => pageOf(web, organisation.known()?.domain ?? '', record, modules);
  const toRecord = (module: string, json: Json): CrmRecord | null =>
    toCrmRecord(module, json, {
      fields: metadata.fieldsAtHand(module),
      kindLabel: labelOf(module, modules),
      url: urlOf,
    });

  const phoneBook = createPhoneBook({
    now: options.now,
    async page(token) {
      const answer = await api.call({
        method: 'GET',
        path: 'Contacts',
        query: {
          fields: fieldsToAsk('Contacts', metadata.fieldsAtHand('Contacts')).join(','),
          per_page: '200',
          ...(token ? { page_token: token } : {}),
        },
        priority: 'shed',
      });
      return {
        records: rowsOf(answer).flatMap((row) => toRecord('Contacts', row) ?? []),
        next: asText(asObject(asObject(answer.json).info).next_page_token) || undefined,
      };
    },
  });

  /** Labels and tabs make the card nicer; nothing waits for them and nothing fails without them. */
  async function readModulesAside(): Promise<void> {
    modules = await metadata.modules().catch(() => null);
  }

  return {
    name: 'Zoho CRM',
    abilities: {
      create: ['lead', 'contact'],
      search: true,
      notes: true,
      tickets: false,
      get dedupe() {
        return calls.known()?.keyIsUnique ? ('unique' as const) : ('search' as const);
      },
    },
    async check(): Promise<CrmUser> {
      const user = await organisation.currentUser();
      void readModulesAside();
      metadata.readAhead([...options.lookupIn, 'Calls']);
      return user;
    },
    async findByNumber(number, signal) {
      try {
        return await findByNumber({ batch, metadata, modules: options.lookupIn, toRecord }, number, signal);
      } finally {
        // Only now: a caller's name must not wait behind it.
        metadata.readAhead(options.lookupIn);
      }
    },
    details: (record, signal) => readDetails(batch, record, signal),
    async get(record, signal) {
      const answer = await api.call({
        method: 'GET',
        path: `${encodeURIComponent(record.module)}/${encodeURIComponent(record.id)}`,
        query: { fields: fieldsToAsk(record.module, metadata.fieldsAtHand(record.module)).join(',') },
        signal,
      });
      const row = rowsOf(answer)[0];
      return row ? toRecord(record.module, row) : null;
    },
    async search(text, signal) {
      // The book fills aside: the next search has it, also when Zoho does not answer then.
      phoneBook.sync().catch(() => undefined);
      const known = phoneBook.search(text, KNOWN_SHOWN);
      try {
        const found = await searchByText(
          { batch, metadata, modules: options.lookupIn, toRecord },
          text,
          signal,
        );
        return [...found, ...known.filter((one) => !found.some((other) => sameRecord(one, other)))];
      } catch (error) {
        if (known.length > 0) return known;
        throw error;
      }
    },
    fieldsFor: async (kind) => formFields(await metadata.fields(MODULE_OF[kind])),
    async create(kind, draft) {
      const ref = await createRecord(api, metadata, kind, draft);
      // Whoever may not search by COQL has the record all the same.
      await twins.ofRecord(ref, draft).catch(() => undefined);
      return recordFromDraft(ref, draft, labelOf(ref.module, modules), urlOf(ref));
    },
    async remove(record) {
      const answer = await api.call({
        method: 'DELETE',
        path: `${encodeURIComponent(record.module)}/${encodeURIComponent(record.id)}`,
        write: true,
      });
      createdId(answer);
    },
    logCall: calls.logCall,
    removeTwins: twins.ofRecord,
    async removeTwinLogs(logs) {
      if (!calls.known()?.keyIsUnique) await twins.ofLogs(logs);
    },
    changeCall: calls.changeCall,
    replaceMissed: calls.replaceMissed,
    findLoggedCall: calls.findLoggedCall,
    async addNote(record, text) {
      const answer = await api.call({
        method: 'POST',
        path: 'Notes',
        write: true,
        body: {
          data: [
            {
              Note_Title: 'Call',
              Note_Content: text.slice(0, 65_535),
              Parent_Id: { module: { api_name: record.module }, id: record.id },
            },
          ],
        },
      });
      return createdId(answer);
    },
    async callPicklists() {
      const { results, purposes } = await calls.fields();
      return { results, purposes };
    },
    users: () => organisation.users(),
    urlOf,
    clockError: api.clockError,
    checkSetup: () => checkZohoSetup({ api, metadata, organisation, calls, lookupIn: options.lookupIn }),
    async offerKeyField() {
      const fields = await calls.fields();
      if (fields.keyField && !fields.keyIsUnique)
        throw new CrmError(
          'rejected',
          'The field “Softphone Call Key” exists. Mark it as “Do not allow duplicate values” in Zoho’s settings.',
        );
      if (!fields.keyField) await offerKeyField(api);
      metadata.forget('Calls');
      await calls.fields();
    },
  };
}
