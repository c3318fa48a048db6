import { CrmError } from '@/utils/crm/crm-error';
import type { ZohoApi } from '@/utils/crm/zoho/zoho-api';
import { KEY_FIELD_LABEL } from '@/utils/crm/zoho/zoho-call';
import type { ZohoCallLog } from '@/utils/crm/zoho/zoho-call-log';
import type { ZohoMetadata } from '@/utils/crm/zoho/zoho-metadata';
import type { ZohoOrganisation } from '@/utils/crm/zoho/zoho-organisation';
import { phoneFields } from '@/utils/crm/zoho/zoho-record';
import { errorFromProblem, problemIn } from '@/utils/crm/zoho/zoho-error';

/** One thing that was looked at. */
export interface SetupFinding {
  level: 'ok' | 'warning' | 'problem';
  /** A plain sentence; for warnings and problems, with what to do. */
  message: string;
  /** What the options page can offer to do about it. */
  offer?: 'create-key-field' | 'sign-in';
  /** Scope that is missing, if that is the reason. */
  scope?: string;
  /** Zoho's own words. */
  detail?: string;
}

/** The result of "Check". */
export interface SetupReport {
  findings: SetupFinding[];
  /** Custom modules and others that could be searched for callers: API name and label. */
  searchable: { module: string; label: string }[];
}

/** Zoho's own modules that hold people or companies. */
const STANDARD = /^(Contacts|Leads|Accounts|Vendors)$/;

/** What the check looks at. */
export interface SetupOptions {
  api: ZohoApi;
  metadata: ZohoMetadata;
  organisation: ZohoOrganisation;
  calls: ZohoCallLog;
  lookupIn: readonly string[];
}

/** Tries everything the product does, without writing, and names what is missing. Never rejects. */
export async function checkZohoSetup(options: SetupOptions): Promise<SetupReport> {
  const { api, metadata, organisation } = options;
  const findings: SetupFinding[] = [];
  // Who checks has often just changed something in Zoho.
  metadata.outdate();
  const probe = async (what: string, scope: string, task: () => Promise<SetupFinding | void>) => {
    try {
      const finding = await task();
      if (finding) findings.push(finding);
    } catch (error) {
      if (!(error instanceof CrmError)) throw error;
      findings.push(failure(what, scope, error));
    }
  };

  await probe('who is signed in', 'ZohoCRM.users.READ', async () => {
    const user = await organisation.currentUser();
    return ok(
      `Signed in as ${user.name} (${user.email})${user.organisation ? `, ${user.organisation}` : ''}.`,
    );
  });
  if (findings.some((finding) => finding.offer === 'sign-in')) return { findings, searchable: [] };
  await probe('your organisation', 'ZohoCRM.org.READ', async () => {
    const { edition } = await organisation.read();
    if (!/free/.test(edition)) return undefined;
    return warning('Zoho’s Free edition allows five requests at a time for all users: lookups may wait.');
  });
  for (const module of options.lookupIn)
    await probe(`callers in ${module}`, scopeOf(module, 'READ'), async () => {
      await api.call({ method: 'GET', path: `${module}/search`, query: { phone: '0000000', fields: 'id' } });
      const fields = await metadata.fields(module).catch(() => null);
      return Object.keys(phoneFields(module, fields)).length > 0
        ? ok(`Callers are looked up in ${module}.`)
        : warning(`${module} has no phone field: nobody can be found there. Take it off the list.`);
    });
  await probe('recent records', 'ZohoCRM.coql.READ', async () => {
    await api.call({
      method: 'POST',
      path: 'coql',
      body: { select_query: "select id from Leads where Phone = '+10000000' limit 0, 1" },
    });
  });
  await probe('the Calls module', 'ZohoCRM.settings.fields.ALL', async () => {
    await metadata.fields('Calls');
    return keyFinding(await options.calls.fields());
  });
  return { findings, searchable: await searchableModules(metadata) };
}

/** Creates the custom field that keeps each call's key, unique. Zoho: `POST /settings/fields?module=Calls`. */
export async function offerKeyField(api: ZohoApi): Promise<void> {
  const answer = await api.call({
    method: 'POST',
    path: 'settings/fields',
    query: { module: 'Calls' },
    write: true,
    body: {
      fields: [
        { field_label: KEY_FIELD_LABEL, data_type: 'text', length: 40, unique: { case_sensitive: false } },
      ],
    },
  });
  const problem = problemIn(answer.json);
  if (problem) throw errorFromProblem(problem, answer.status);
}

function keyFinding(fields: { keyField?: string; keyIsUnique: boolean }): SetupFinding {
  if (fields.keyField && fields.keyIsUnique) return ok('Each call can be logged only once (unique field).');
  if (fields.keyField)
    return warning(
      'The field “Softphone Call Key” exists, but allows duplicates. Mark it as “Do not allow duplicate values”.',
    );
  return {
    ...warning(
      'Zoho itself cannot refuse a double log yet: we look before we repeat. A field can make it certain.',
    ),
    offer: 'create-key-field',
  };
}

async function searchableModules(metadata: ZohoMetadata): Promise<SetupReport['searchable']> {
  const modules = await metadata.modules().catch(() => []);
  const found: SetupReport['searchable'] = [];
  for (const module of modules.filter(
    (one) => one.visible && !/^(Calls|Tasks|Events|Notes)$/.test(one.apiName),
  )) {
    if (!STANDARD.test(module.tab) && !/^CustomModule\d+$/.test(module.tab) && module.tab === module.apiName)
      continue;
    const fields = await metadata.fields(module.apiName).catch(() => null);
    if (fields?.some((field) => field.type === 'phone'))
      found.push({ module: module.apiName, label: module.label });
  }
  return found;
}

function failure(what: string, scope: string, error: CrmError): SetupFinding {
  const detail = error.detail || undefined;
  if (error.kind === 'signed-out')
    return { level: 'problem', message: error.message, offer: 'sign-in', detail };
  if (error.kind !== 'forbidden')
    return { level: 'problem', message: `We could not check ${what}: ${error.message}`, detail };
  return /scope/i.test(error.detail)
    ? {
        level: 'problem',
        message: `The permission ${scope} is missing (${what}). Sign in again with all scopes listed here.`,
        scope,
        offer: 'sign-in',
        detail,
      }
    : { level: 'problem', message: `We may not see ${what}. ${error.message}`, detail };
}

/** Modules of the organisation's own share one scope. */
const scopeOf = (module: string, right: string) =>
  `ZohoCRM.modules.${STANDARD.test(module) ? module.toLowerCase() : 'custom'}.${right}`;
const ok = (message: string): SetupFinding => ({ level: 'ok', message });
const warning = (message: string): SetupFinding => ({ level: 'warning', message });
