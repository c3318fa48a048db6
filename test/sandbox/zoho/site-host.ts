import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { type Answer, html, invalidUrl, json } from './answer.ts';
import { parentReference } from './api/notes.ts';
import { relatedListsOf, relatedRecords } from './api/read-records.ts';
import { validateRecord } from './api/validate-record.ts';
import type { DataCenter, KnownHost } from './data-centers.ts';
import type { RecordedRequest } from './recorded-request.ts';
import type { ZohoData } from './zoho-data.ts';
import { isObject, type JsonObject, type ZohoRecord } from './zoho-record.ts';

const SITE = join(import.meta.dirname, '..', 'site');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html;charset=UTF-8',
  '.css': 'text/css;charset=UTF-8',
  '.js': 'text/javascript;charset=UTF-8',
  '.svg': 'image/svg+xml',
};

/** Pages of the CRM hold the browser to their own scripts, as Zoho's do; Zoho One may frame them. */
const policy = (center: DataCenter) =>
  `default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-src https://${center.crm} https://${center.crmSandbox}; ` +
  `frame-ancestors 'self' https://${center.one}; object-src 'none'; base-uri 'self'`;

/** Newest first: calls by when they were made, other records by their creation. */
function newestFirst(records: readonly ZohoRecord[]): ZohoRecord[] {
  const timeOf = (record: ZohoRecord) => Date.parse(String(record.Call_Start_Time ?? record.Created_Time));
  return records
    .map((record, index) => ({ record, index, at: timeOf(record) }))
    .sort((a, b) => b.at - a.at || b.index - a.index)
    .map(({ record }) => record);
}

async function file(name: string, headers: Record<string, string> = {}): Promise<Answer> {
  const path = normalize(join(SITE, name));
  if (!path.startsWith(SITE)) return invalidUrl().answer;
  try {
    const bytes = await readFile(path);
    return {
      status: 200,
      bytes,
      headers: { 'content-type': TYPES[extname(path)] ?? 'text/plain', ...headers },
    };
  } catch {
    return html(
      404,
      '<!doctype html><title>Not found</title><p>Sorry, the page you are looking for was not found.</p>',
    );
  }
}

/** How the pages show phone numbers: the four shapes of the product's phone component, and fields it masks. */
export interface SiteSettings {
  phoneShape: 'plain' | 'outbound' | 'bridge' | 'no-bridge';
  maskedFields: string[];
}

/**
 * The web pages: crm.zoho.… (list, detail and edit pages drawn by scripts in `test/sandbox/site`) and one.zoho.…, which
 * shows them in a frame. The scripts read the same store by a private endpoint of the same origin.
 */
export function createSiteHost(data: ZohoData) {
  const settings: SiteSettings = { phoneShape: 'plain', maskedFields: [] };
  let changes = 0;
  data.onRecord(() => changes++);
  const home = `/crm/${String(data.org.domain_name)}/tab/Home/begin`;

  function moduleInfo() {
    return [...data.metadata.modules.values()]
      .filter((module) => module.visible && module.api_name !== 'Notes')
      .map((module) => ({
        apiName: module.api_name,
        tab: module.module_name,
        singular: module.singular_label,
        plural: module.plural_label,
        relatedLists: Object.keys(relatedListsOf(module.api_name)),
        fields: [...module.fields.values()].map((field) => ({
          apiName: field.api_name,
          label: field.field_label,
          type: field.data_type,
          readOnly: field.read_only,
          mandatory: field.layoutMandatory,
          values: field.pickList,
        })),
      }));
  }

  function save(module: string, id: string | undefined, body: string): Answer {
    const row: unknown = JSON.parse(body);
    if (!isObject(row)) return json(400, { message: 'invalid data' });
    const verdict = validateRecord({ data, module, row: 0 }, row, id ?? null, true);
    if ('error' in verdict) return json(400, verdict.error);
    const record = id ? data.update(module, id, verdict.fields) : data.add(module, verdict.fields);
    return record ? json(200, record) : invalidUrl().answer;
  }

  function addNote(module: string, id: string, body: string): Answer {
    const record = data.get(module, id);
    const row: unknown = JSON.parse(body);
    if (!record || !isObject(row)) return invalidUrl().answer;
    const fields = { Note_Title: null, Note_Content: row.Note_Content, $se_module: module };
    return json(200, data.add('Notes', { ...fields, Parent_Id: parentReference(data, module, record) }));
  }

  function privateAnswer(request: RecordedRequest, parts: string[]): Answer {
    const [kind, module = '', id, list] = parts;
    if (kind === 'changes') return json(200, { changes });
    if (kind === 'start')
      return json(200, {
        org: data.org,
        user: data.users[0],
        modules: moduleInfo(),
        site: settings,
        changes,
      } satisfies JsonObject);
    if (kind === 'notes' && id) return addNote(module, id, request.body);
    if (kind !== 'records' || !data.metadata.module(module)?.visible) return invalidUrl().answer;
    if (request.method === 'POST' || request.method === 'PUT') return save(module, id, request.body);
    if (!id) {
      const from = Number(request.query.from ?? 0);
      const wanted = (request.query.q ?? '').toLowerCase();
      const all = data.list(module).filter((record) => !record.Converted__s);
      const found = wanted
        ? all.filter((record) => JSON.stringify(record).toLowerCase().includes(wanted))
        : all;
      const rows = newestFirst(found).slice(from, from + Number(request.query.count ?? 100));
      return json(200, { rows, total: found.length });
    }
    if (list) return json(200, { rows: relatedRecords({ data }, module, id, list) ?? [] });
    const record = data.get(module, id);
    return record ? json(200, record) : json(404, { message: 'This record is not available.' });
  }

  async function answer(request: RecordedRequest, known: KnownHost): Promise<Answer> {
    const { path } = request;
    const headers = { 'content-security-policy': policy(known.dataCenter) };
    if (path.startsWith('/crm/private/'))
      return privateAnswer(request, path.split('/').slice(3).map(decodeURIComponent));
    if (path.startsWith('/crm/assets/')) return file(path.slice('/crm/assets/'.length));
    if (path === '/favicon.ico') return file('icon.svg');
    if (known.role === 'one') return file('one.html', headers);
    if (path === '/' || path === '/crm' || path === '/crm/')
      return { status: 302, headers: { location: home } };
    return file('index.html', headers);
  }

  return { answer, settings };
}
