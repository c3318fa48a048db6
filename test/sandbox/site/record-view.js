import { avatar, h, icon } from './dom.js';
import { ago, money } from './format.js';
import { fieldValue, pill } from './list-view.js';
import { callRows, dealRows, personRows } from './related-lists.js';
import { address } from './router.js';
import { onChange, store } from './store.js';

const CARD = {
  Leads: ['Phone', 'Email', 'Company', 'Lead_Source'],
  Contacts: ['Phone', 'Mobile', 'Email', 'Account_Name'],
  Accounts: ['Phone', 'Website', 'Industry', 'Account_Type'],
  Deals: ['Stage', 'Amount', 'Closing_Date', 'Account_Name', 'Contact_Name'],
  Calls: ['Call_Type', 'Call_Start_Time', 'Call_Duration', 'Who_Id', 'What_Id', 'Call_Result'],
};
const HIDDEN = ['Full_Name', 'Created_By', 'Modified_By', 'Created_Time', 'Modified_Time', 'Last_Activity_Time', 'Converted__s', 'Description'];

export const nameOf = (module, record) =>
  record.Full_Name ?? record.Deal_Name ?? record.Subject ?? record.Account_Name ?? module.singular;

function subtitle(crm, module, record) {
  if (module.apiName === 'Contacts') return [record.Title, record.Account_Name?.name].filter(Boolean).join(' · ');
  if (module.apiName === 'Leads') return [record.Designation, record.Company].filter(Boolean).join(' · ');
  if (module.apiName === 'Deals') return [money(record.Amount), record.Account_Name?.name].filter(Boolean).join(' · ');
  return [record.Industry, record.Billing_City].filter(Boolean).join(' · ');
}

function businessCard(crm, module, record) {
  const fields = (CARD[module.apiName] ?? []).map((name) => module.fields.find((field) => field.apiName === name)).filter(Boolean);
  return h('section', { class: 'card business-card', id: 'businessCard' },
    fields.map((field) => h('div', { class: 'bc-item', id: `bc_mouseArea__${field.apiName.toUpperCase()}` },
      h('span', { class: 'label' }, field.label),
      h('span', { class: 'dv_info_value' }, fieldValue(crm, module, record, field)))));
}

function details(crm, module, record) {
  const shown = module.fields.filter((field) => !HIDDEN.includes(field.apiName) && record[field.apiName] !== undefined && record[field.apiName] !== null);
  return h('section', { class: 'card' }, h('h2', {}, `${module.singular} information`),
    h('div', { class: 'details' }, shown.map((field) => h('div', { class: 'detail' },
      h('span', { class: 'label', id: `label_${field.apiName.toUpperCase()}` }, field.label),
      h('span', { class: 'value', id: `subvalue_${field.apiName.toUpperCase()}`, 'data-zcqa': `detail_${field.apiName}` },
        fieldValue(crm, module, record, field))))),
    record.Description && h('p', { class: 'description', id: 'subvalue_DESCRIPTION' }, record.Description));
}

/** Calls, notes and the record's making, newest first. */
function timeline(calls, notes, record) {
  const entries = [
    ...calls.map((call) => ({
      at: call.Call_Start_Time, icon: call.Call_Type === 'Missed' ? 'missed' : call.Call_Type === 'Inbound' ? 'in' : 'out',
      tone: call.Call_Type === 'Missed' ? 'bad' : call.Call_Type === 'Inbound' ? 'good' : 'info',
      title: call.Subject, text: [`${call.Call_Type} call`, call.Call_Type !== 'Missed' && call.Call_Duration, call.Call_Result].filter(Boolean).join(' · '),
    })),
    ...notes.map((note) => ({ at: note.Created_Time, icon: 'note', tone: 'neutral', title: note.Note_Title ?? 'Note', text: note.Note_Content })),
    { at: record.Created_Time, icon: 'plus', tone: 'neutral', title: 'Record created', text: `by ${record.Created_By.name}` },
  ].sort((a, b) => new Date(b.at) - new Date(a.at));
  return h('ol', { class: 'timeline' }, entries.map((entry) => h('li', {},
    h('span', { class: `dot ${entry.tone}` }, icon(entry.icon)),
    h('div', {}, h('strong', {}, entry.title), h('p', {}, entry.text), h('time', { datetime: entry.at }, ago(entry.at))))));
}

const related = (id, title, count, body) =>
  h('section', { class: 'card related', id: `rl_${id}`, 'data-zcqa': `relatedList_${id}` },
    h('h2', {}, title, h('span', { class: 'count' }, String(count))), body);

function noteList(module, record, notes, refresh) {
  const input = h('input', { class: 'input', placeholder: 'Add a note', 'aria-label': 'Add a note', required: true });
  const submit = async (event) => {
    event.preventDefault();
    await store.addNote(module.apiName, record.id, input.value);
    refresh();
  };
  return h('div', {},
    h('form', { class: 'note-form', onsubmit: submit }, input, h('button', { class: 'button', type: 'submit' }, 'Add')),
    h('ul', { class: 'notes' }, notes.toReversed().map((note) => h('li', {},
      h('strong', {}, note.Note_Title ?? 'Note'), h('p', {}, note.Note_Content),
      h('span', { class: 'soft' }, `${note.Created_By.name}, ${ago(note.Created_Time)}`)))));
}

/** Everything below the header that follows what happens to the record. */
async function living(crm, module, record, seen, refresh) {
  const read = (list) => (module.relatedLists.includes(list) ? store.related(module.apiName, record.id, list) : []);
  const [calls, notes, deals, contacts] = await Promise.all(['Calls', 'Notes', 'Deals', 'Contacts'].map(read));
  const fresh = new Set(seen.size ? calls.filter((call) => !seen.has(call.id)).map((call) => call.id) : []);
  for (const call of calls) seen.add(call.id);
  seen.add('first');
  const lists = h('div', { class: 'related-lists' },
    module.relatedLists.includes('Calls') && related('Calls', 'Calls', calls.length, callRows(crm, calls, fresh)),
    deals.length > 0 && related('Deals', 'Deals', deals.length, dealRows(crm, deals)),
    contacts.length > 0 && related('Contacts', 'Contacts', contacts.length, personRows(crm, contacts)),
    related('Notes', 'Notes', notes.length, noteList(module, record, notes, refresh)));
  return { lists, aside: timeline(calls, notes, record) };
}

/** The page of one record: header, business card, details, related lists, timeline. */
export async function renderRecord(crm, module, id, signal) {
  const record = await store.read(module.apiName, id).catch(() => null);
  if (!record) return h('section', { class: 'nothing', 'data-title': 'Not found' }, 'This record was deleted, or you may not see it.');
  const name = nameOf(module, record);
  const seen = new Set();
  const listsPlace = h('div', {});
  const asidePlace = h('div', {});
  const cardPlace = h('div', {});
  const refresh = async () => {
    const now = await store.read(module.apiName, id).catch(() => null);
    if (!now || signal.aborted) return;
    const typing = listsPlace.contains(document.activeElement) && document.activeElement.value;
    if (now.Modified_Time !== cardPlace.dataset.modified) {
      cardPlace.dataset.modified = now.Modified_Time;
      cardPlace.replaceChildren(businessCard(crm, module, now), details(crm, module, now));
    }
    if (typing) return;
    const { lists, aside } = await living(crm, module, now, seen, refresh);
    if (signal.aborted) return;
    listsPlace.replaceChildren(lists);
    asidePlace.replaceChildren(aside);
  };
  await refresh();
  onChange(signal, refresh);
  return h('article', { class: 'record', 'data-title': name, 'data-module': module.apiName, 'data-id': id },
    h('div', { class: 'dv_header_container page-head' },
      h('a', { class: 'round', href: address(module.tab, 'custom-view', 'all', 'list'), 'aria-label': `Back to ${module.plural}` }, icon('back')),
      avatar(name, 'large'),
      h('div', { class: 'head-text' }, h('h1', { id: 'headervalue_NAME' }, name), h('p', { class: 'soft' }, subtitle(crm, module, record))),
      h('div', { class: 'page-actions' },
        record.Lead_Status && pill(record.Lead_Status),
        record.Email && h('a', { class: 'button', href: `mailto:${record.Email}` }, icon('mail'), 'E-mail'),
        h('a', { class: 'button', href: address(module.tab, id, 'edit'), 'data-zcqa': 'edit' }, icon('edit'), 'Edit'))),
    h('div', { class: 'record-body' },
      h('div', { class: 'record-main' }, cardPlace, listsPlace),
      h('aside', { class: 'card record-side' }, h('h2', {}, 'Timeline'), asidePlace)));
}
