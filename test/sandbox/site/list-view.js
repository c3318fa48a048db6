import { avatar, h, icon } from './dom.js';
import { fieldText } from './format.js';
import { phoneField } from './phone-field.js';
import { address, go } from './router.js';
import { store } from './store.js';

const COLUMNS = {
  Leads: ['Full_Name', 'Phone', 'Company', 'Email', 'Lead_Status', 'Lead_Source', 'Owner'],
  Contacts: ['Full_Name', 'Phone', 'Mobile', 'Account_Name', 'Title', 'Email', 'Owner'],
  Accounts: ['Account_Name', 'Phone', 'Industry', 'Account_Type', 'Billing_City', 'Website', 'Owner'],
  Deals: ['Deal_Name', 'Amount', 'Stage', 'Closing_Date', 'Account_Name', 'Contact_Name', 'Owner'],
  Calls: ['Subject', 'Call_Type', 'Call_Start_Time', 'Call_Duration', 'Related', 'Call_Result', 'Owner'],
  Tasks: ['Subject', 'Due_Date', 'Status', 'Priority', 'Owner'],
};
const PAGE_ROWS = 100;
/** Rows drawn at once; the others are drawn when they come near the window. */
const FIRST_ROWS = 24;
const CELL_CLASS = { phone: 'lv_data_phone', email: 'lv_data_email', picklist: 'lv_data_picklist' };
const TONES = { Inbound: 'good', Outbound: 'info', Missed: 'bad', 'Closed Won': 'good', 'Closed Lost': 'bad', 'Junk Lead': 'bad' };

export const pill = (text) => h('span', { class: `pill ${TONES[text] ?? 'neutral'}` }, text);

/** A link to the record that a lookup field points at. */
export function lookupLink(crm, apiName, reference) {
  const module = crm.modules.find((entry) => entry.apiName === apiName);
  return module && reference?.id
    ? h('a', { class: 'link', href: address(module.tab, reference.id) }, reference.name)
    : (reference?.name ?? '');
}

const LOOKUPS = { Account_Name: 'Accounts', Contact_Name: 'Contacts', Who_Id: 'Contacts' };

/** The person or record a call is about. */
export const relatedOf = (crm, record) =>
  record.Who_Id ? lookupLink(crm, 'Contacts', record.Who_Id) : lookupLink(crm, record.$se_module, record.What_Id);

/** What stands in a cell or a detail row, by the field's type. */
export function fieldValue(crm, module, record, field) {
  const value = record[field.apiName];
  if (field.apiName === 'Related') return relatedOf(crm, record);
  if (field.type === 'phone') return phoneField(crm, module.apiName, record, field.apiName);
  if (value === null || value === undefined || value === '') return h('span', { class: 'empty' }, '—');
  if (field.type === 'email') return h('a', { class: 'link', href: `mailto:${value}` }, value);
  if (field.type === 'website') return h('a', { class: 'link', href: value, rel: 'noreferrer', target: '_blank' }, String(value).replace(/^https?:\/\/(www\.)?/, ''));
  if (field.type === 'picklist') return pill(value);
  if (field.apiName === 'What_Id') return lookupLink(crm, record.$se_module, value);
  if (LOOKUPS[field.apiName] && typeof value === 'object') return lookupLink(crm, LOOKUPS[field.apiName], value);
  if (field.type === 'ownerlookup') return h('span', { class: 'owner' }, avatar(value.name, 'tiny'), value.name);
  return fieldText(field, value);
}

function nameCell(module, record, text) {
  return h('lyte-exptable-td', { class: 'lv_data_name', role: 'cell' },
    ['Leads', 'Contacts', 'Accounts'].includes(module.apiName) && avatar(text),
    h('a', { class: 'name', id: `listView_${record.id}_name`, href: address(module.tab, record.id), 'data-zcqa': 'recordName' }, text));
}

function drawRow(row, crm, module, columns, record) {
  row.classList.remove('lyteViewPort');
  row.removeAttribute('viewportvalue');
  row.replaceChildren(...columns.map((field, index) => index === 0
    ? nameCell(module, record, record[field.apiName] ?? '(no name)')
    : h('lyte-exptable-td', { class: CELL_CLASS[field.type] ?? 'lv_data_textfield', role: 'cell', 'aria-label': field.label },
        fieldValue(crm, module, record, field))));
}

function placeholder(columns) {
  return columns.map(() => h('lyte-exptable-td', { role: 'cell' },
    h('div', { class: 'cxLoadOnViewElement' }, h('div', { class: 'cxLoadOnViewValue' }))));
}

/** The rows of a page. Those far below are drawn when scrolled to. */
function tableOf(crm, module, columns, rows) {
  const scroller = h('div', { class: 'lyteExpTableOrigTableInnerWrap lyteTableScroll' });
  const body = h('lyte-exptable-tbody', { role: 'rowgroup' });
  const table = h('lyte-exptable', { role: 'table', style: `--columns:${columns.length}` },
    h('lyte-exptable-tr', { id: 'listviewHeaderRow', role: 'row' },
      columns.map((field) => h('lyte-exptable-th', { role: 'columnheader' }, field.label))),
    body);
  const byRow = new WeakMap();
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      observer.unobserve(entry.target);
      drawRow(entry.target, crm, module, columns, byRow.get(entry.target));
    }
  }, { root: scroller, rootMargin: '240px' });
  rows.forEach((record, index) => {
    const row = h('lyte-exptable-tr', { role: 'row', 'data-zcqa': 'detailView', id: `row_${record.id}` });
    byRow.set(row, record);
    if (index < FIRST_ROWS) drawRow(row, crm, module, columns, record);
    else {
      row.classList.add('lyteViewPort');
      row.setAttribute('viewportvalue', String(index));
      row.append(...placeholder(columns));
      observer.observe(row);
    }
    body.append(row);
  });
  scroller.append(table);
  return h('crux-table-component', { 'cx-prop-module': module.apiName }, scroller);
}

export const columnsOf = (module, names) =>
  names.map((name) => {
    if (name === 'Related') return { apiName: 'Related', label: 'Related to', type: 'text' };
    const field = module.fields.find((entry) => entry.apiName === name);
    if (name === 'Full_Name') return { ...field, label: `${module.singular} name` };
    return name === 'Owner' ? { ...field, label: 'Owner' } : field;
  }).filter(Boolean);

/** The list of a module's records, newest first, a hundred to a page. */
export async function renderList(crm, module, query, hasBoard) {
  const from = Number(query.get('from') ?? 0);
  const q = query.get('q') ?? '';
  const { rows, total } = await store.list(module.apiName, { from, count: PAGE_ROWS, q });
  const here = address(module.tab, 'custom-view', 'all', 'list');
  const names = COLUMNS[module.apiName] ?? module.fields.slice(0, 6).map((field) => field.apiName);
  const turn = (target, label, name) =>
    h('button', { class: 'round', type: 'button', 'aria-label': label, disabled: target < 0 || target >= total,
      onclick: () => go(`${here}?${new URLSearchParams({ from: target, q })}`) }, icon(name));
  const view = h('section', { class: 'list-view', 'data-title': module.plural },
    h('div', { class: 'page-head' },
      h('div', {}, h('h1', {}, q ? `${module.plural} for “${q}”` : `All ${module.plural.toLowerCase()}`),
        h('p', { class: 'soft' }, `${total.toLocaleString('en-US')} records, newest first`)),
      h('div', { class: 'page-actions' },
        turn(from - PAGE_ROWS, 'Previous page', 'back'),
        h('span', { class: 'soft' }, total ? `${from + 1}–${Math.min(from + PAGE_ROWS, total)} of ${total.toLocaleString('en-US')}` : '0'),
        turn(from + PAGE_ROWS, 'Next page', 'next'),
        hasBoard && h('a', { class: 'button', href: address(module.tab, 'custom-view', 'kanban') }, 'Board'),
        h('a', { class: 'button', href: address(module.tab, 'create') }, icon('plus'), `Create ${module.singular.toLowerCase()}`))),
    rows.length
      ? tableOf(crm, module, columnsOf(module, names), rows)
      : h('p', { class: 'nothing' }, `No ${module.plural.toLowerCase()} here yet.`));
  return view;
}
