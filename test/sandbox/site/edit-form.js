import { h } from './dom.js';
import { nameOf } from './record-view.js';
import { address, go } from './router.js';
import { store } from './store.js';

const EDITABLE = ['text', 'textarea', 'email', 'phone', 'website', 'picklist', 'integer', 'currency', 'date'];
const COUNTRIES = ['+1', '+44', '+49', '+33', '+46', '+61'];

function control(field, value) {
  const common = { name: field.apiName, id: `Crm_${field.apiName}`, 'data-zcqa': field.apiName };
  if (field.type === 'picklist')
    return h('select', { class: 'input', ...common }, field.values.map((entry) => h('option', { value: entry, selected: entry === value }, entry)));
  if (field.type === 'textarea') return h('textarea', { class: 'input', rows: 3, ...common }, value ?? '');
  const type = { email: 'email', date: 'date', integer: 'number', currency: 'number', phone: 'tel' }[field.type] ?? 'text';
  const input = h('input', { class: 'input', type, value: value ?? '', autocomplete: 'off', ...common });
  if (field.type !== 'phone') return h('lyte-input', {}, input);
  return h('crux-phone-component', { 'cx-prop-label': field.label, class: 'phone-edit' },
    h('select', { class: 'input country', 'aria-label': 'Country' }, COUNTRIES.map((code) => h('option', {}, code))),
    h('lyte-input', {}, input));
}

function read(fields, form) {
  const changes = {};
  for (const field of fields) {
    const text = new FormData(form).get(field.apiName)?.toString() ?? '';
    const empty = text === '' || text === '-None-';
    changes[field.apiName] = empty ? null : ['integer', 'currency'].includes(field.type) ? Number(text) : text;
  }
  return changes;
}

function formOf(crm, module, record) {
  const fields = module.fields.filter((field) => !field.readOnly && EDITABLE.includes(field.type));
  const problem = h('p', { class: 'problem', role: 'alert', hidden: true });
  const title = record ? `Edit ${nameOf(module, record)}` : `Create ${module.singular.toLowerCase()}`;
  const save = async (event) => {
    event.preventDefault();
    const values = read(fields, event.currentTarget);
    if (!record) for (const [name, value] of Object.entries(values)) if (value === null) delete values[name];
    try {
      const saved = record
        ? await store.update(module.apiName, record.id, values)
        : await store.create(module.apiName, { ...values, Layout: {} });
      go(address(module.tab, saved.id));
    } catch (error) {
      problem.hidden = false;
      problem.textContent = `${error.details?.api_name?.replaceAll('_', ' ') ?? 'Record'}: ${error.message}`;
    }
  };
  return h('section', { class: 'edit', 'data-title': title },
    h('form', { onsubmit: save, novalidate: true },
      h('div', { class: 'page-head' }, h('h1', {}, title),
        h('div', { class: 'page-actions' },
          h('a', { class: 'button', href: record ? address(module.tab, record.id) : address(module.tab, 'custom-view', 'all', 'list') }, 'Cancel'),
          h('button', { class: 'button primary', type: 'submit', 'data-zcqa': 'save' }, 'Save'))),
      problem,
      h('div', { class: 'card form' }, fields.map((field) =>
        h('label', { class: field.mandatory ? 'field mandatory' : 'field', for: `Crm_${field.apiName}` },
          h('span', { class: 'label' }, field.label), control(field, record?.[field.apiName]))))));
}

export const renderCreate = async (crm, module) => formOf(crm, module, null);

export async function renderEdit(crm, module, id) {
  return formOf(crm, module, await store.read(module.apiName, id));
}
