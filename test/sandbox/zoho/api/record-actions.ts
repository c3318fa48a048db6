import { type Answer, invalidId, json, noContent, Refusal } from '../answer.ts';
import { isObject, type ZohoRecord } from '../zoho-record.ts';
import { type ApiCall, type ApiContext, requireScope } from './api-call.ts';

function existing(context: ApiContext, module: string, id: string): ZohoRecord {
  const record = context.data.get(module, id);
  if (!record) throw invalidId(1);
  return record;
}

/** POST /{module}/{id}/actions/add_tags and remove_tags */
export function changeTags(
  context: ApiContext,
  module: string,
  call: ApiCall,
  id: string,
  add: boolean,
): Answer {
  const record = existing(context, module, id);
  const named = isObject(call.body) && Array.isArray(call.body.tags) ? call.body.tags.filter(isObject) : [];
  if (!named.length)
    throw new Refusal(400, 'MANDATORY_NOT_FOUND', 'required field not found', {
      api_name: 'tags',
      json_path: '$.tags',
    });
  const names = named.map((tag) => String(tag.name));
  const kept = (Array.isArray(record.Tag) ? (record.Tag as { name: string }[]) : []).filter(
    (tag) => !names.includes(tag.name),
  );
  const tags = add
    ? [...kept, ...names.map((name) => ({ name, id: context.data.newId(), color_code: null }))]
    : kept;
  context.data.update(module, id, { Tag: tags }, context.user);
  return json(200, {
    data: [
      {
        code: 'SUCCESS',
        details: { id, tags: tags.map((tag) => tag.name) },
        message: 'tags updated successfully',
        status: 'success',
      },
    ],
  });
}

/** POST /Leads/{id}/actions/convert: the lead becomes a contact of an account with the lead's company. */
export function convertLead(context: ApiContext, id: string): Answer {
  const { data, user } = context;
  const lead = existing(context, 'Leads', id);
  if (lead.Converted__s)
    return json(400, {
      data: [
        { code: 'ID_ALREADY_CONVERTED', details: { id }, message: 'id already converted', status: 'error' },
      ],
    });
  const company = typeof lead.Company === 'string' ? lead.Company : null;
  const account = company
    ? (data.find('Accounts', { Account_Name: company }) ??
      data.add('Accounts', { Account_Name: company, Phone: lead.Phone ?? null }, user))
    : null;
  const { First_Name, Last_Name, Email, Phone, Mobile, Lead_Source } = lead;
  const contact = data.add(
    'Contacts',
    {
      First_Name,
      Last_Name,
      Email,
      Phone,
      Mobile,
      Lead_Source,
      Account_Name: account && data.reference('Accounts', account),
    },
    user,
  );
  data.update('Leads', id, { Converted__s: true }, user);
  return json(200, {
    data: [
      {
        code: 'SUCCESS',
        details: {
          Contacts: data.reference('Contacts', contact),
          ...(account && { Accounts: data.reference('Accounts', account) }),
          Deals: null,
        },
        message: 'The record has been converted successfully',
        status: 'success',
      },
    ],
  });
}

/** `/{module}/{id}/Attachments`: files and links are kept by name only. */
export function attachments(
  context: ApiContext,
  module: string,
  call: ApiCall,
  id: string,
  raw: string,
): Answer {
  const parent = existing(context, module, id);
  if (call.method === 'GET') {
    const files = context.data
      .list('Attachments')
      .filter((file) => isObject(file.Parent_Id) && file.Parent_Id.id === id);
    if (!files.length) return noContent;
    return json(200, {
      data: files,
      info: { per_page: 200, count: files.length, page: 1, more_records: false },
    });
  }
  requireScope(context, 'modules', 'attachments', 'CREATE');
  const name =
    /filename="([^"]+)"/.exec(raw)?.[1] ??
    /name="title"\r?\n\r?\n([^\r\n]+)/.exec(raw)?.[1] ??
    new URLSearchParams(raw).get('title');
  if (!name)
    throw new Refusal(400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', {
      param: 'file',
    });
  const file = context.data.add(
    'Attachments',
    { File_Name: name, Parent_Id: context.data.reference(module, parent) },
    context.user,
  );
  const { Modified_Time, Modified_By, Created_Time, Created_By } = file;
  return json(200, {
    data: [
      {
        code: 'SUCCESS',
        details: { Modified_Time, Modified_By, Created_Time, id: file.id, Created_By },
        message: 'attachment uploaded successfully',
        status: 'success',
      },
    ],
  });
}
