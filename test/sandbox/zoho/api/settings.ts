import {
  type Answer,
  invalidMethod,
  invalidModule,
  invalidUrl,
  json,
  noContent,
  parameterMissing,
} from '../answer.ts';
import { type ApiCall, type ApiContext, requireScope } from './api-call.ts';
import { createFields } from './create-fields.ts';
import { relatedListsOf } from './read-records.ts';
import { showField, showLayout, showModule } from './show-metadata.ts';

/** `/settings/modules`, `/settings/fields`, `/settings/layouts`, `/settings/related_lists`. */
export function settings(context: ApiContext, call: ApiCall): Answer {
  const [, kind = '', target] = call.segments;
  if (!['modules', 'fields', 'layouts', 'related_lists'].includes(kind)) throw invalidUrl();
  const access = call.method === 'GET' ? 'READ' : call.method === 'DELETE' ? 'DELETE' : 'CREATE';
  requireScope(context, 'settings', kind, access);
  const { metadata } = context.data;

  if (kind === 'modules') {
    if (call.method !== 'GET') throw invalidMethod();
    const shown = [...metadata.modules.values()].filter(
      (module) => !target || module.api_name === target || module.id === target,
    );
    if (target && !shown.length) throw invalidModule(2);
    return json(200, { modules: shown.map((module, index) => showModule(context.data, module, index)) });
  }

  const name = call.query.get('module');
  if (!name) throw parameterMissing('module');
  const module = metadata.module(name);
  if (!module?.visible) throw invalidModule();

  if (kind === 'fields') {
    if (call.method === 'POST') return createFields(context, call, module);
    const fields = [...module.fields.values()].filter((field) => !target || field.id === target);
    if (call.method === 'DELETE' && target && fields[0]?.custom_field) {
      metadata.removeField(module.api_name, fields[0].api_name);
      const details = { id: target };
      return json(200, {
        fields: [{ code: 'SUCCESS', details, message: 'field deleted', status: 'success' }],
      });
    }
    if (call.method !== 'GET') throw invalidMethod();
    return fields.length
      ? json(200, { fields: fields.map((field) => showField(context.data, field)) })
      : noContent;
  }
  if (call.method !== 'GET') throw invalidMethod();
  if (kind === 'layouts') {
    if (target && target !== module.layoutId) return noContent;
    return json(200, { layouts: [showLayout(context.data, module)] });
  }
  const lists = Object.entries(relatedListsOf(module.api_name)).map(([apiName, link], index) => ({
    id: `${module.id.slice(0, -2)}${String(index).padStart(2, '0')}`,
    api_name: apiName,
    name: apiName,
    display_label: apiName.replaceAll('_', ' '),
    module: { api_name: link.module, id: metadata.module(link.module)?.id ?? null },
    href: `${module.api_name}/{ENTITYID}/${apiName}`,
    type: 'default',
    status: 'visible',
    action: null,
    sequence_number: String(index + 1),
    visible: true,
    customize_sort: true,
    customize_fields: true,
    customize_display_label: true,
    sort_by: { api_name: 'Created_Time', id: module.fields.get('Created_Time')?.id ?? module.id },
    sort_order: null,
    fields: [],
  }));
  return json(200, { related_lists: lists });
}
