import { avatar, h } from './dom.js';
import { money } from './format.js';
import { lookupLink } from './list-view.js';
import { phoneField } from './phone-field.js';
import { address } from './router.js';
import { store } from './store.js';

/** The modules that have a board, and the field whose values are its columns. */
export const BOARDS = { Leads: 'Lead_Status', Deals: 'Stage' };

function card(crm, module, record) {
  const lead = module.apiName === 'Leads';
  return h('lyte-card', { class: 'crm-kv-card', 'data-zcqa': 'kanbanCard', id: `card_${record.id}` },
    h('div', { class: 'card-head' },
      lead && avatar(record.Full_Name),
      h('a', { class: 'name', href: address(module.tab, record.id) }, lead ? record.Full_Name : record.Deal_Name)),
    h('span', { class: 'soft' }, lead ? record.Company : lookupLink(crm, 'Accounts', record.Account_Name)),
    lead ? phoneField(crm, module.apiName, record, 'Phone') : h('strong', {}, money(record.Amount)));
}

/** Records as cards on a board, a column for each value. */
export async function renderKanban(crm, module) {
  const field = module.fields.find((entry) => entry.apiName === BOARDS[module.apiName]);
  const { rows } = await store.list(module.apiName, { count: 200 });
  const columns = field.values
    .map((value) => ({ value, records: rows.filter((record) => record[field.apiName] === value) }))
    .filter(({ records }) => records.length);
  return h('section', { class: 'list-view', 'data-title': `${module.plural} board` },
    h('div', { class: 'page-head' },
      h('div', {}, h('h1', {}, `${module.plural} by ${field.label.toLowerCase()}`), h('p', { class: 'soft' }, `${rows.length} records`)),
      h('div', { class: 'page-actions' },
        h('a', { class: 'button', href: address(module.tab, 'custom-view', 'all', 'list') }, 'List'))),
    h('lyte-board', { class: 'crm-kv-board', 'cx-prop-module': module.apiName }, columns.map(({ value, records }) =>
      h('div', { class: 'kv-column' },
        h('h2', {}, value, h('span', { class: 'count' }, String(records.length))),
        records.map((record) => card(crm, module, record))))));
}
