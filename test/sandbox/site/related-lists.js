import { avatar, h, icon } from './dom.js';
import { date, dateTime, money } from './format.js';
import { pill, relatedOf } from './list-view.js';
import { phoneField } from './phone-field.js';
import { address } from './router.js';

const CALL_ICON = { Inbound: 'in', Outbound: 'out', Missed: 'missed' };

const moduleTab = (crm, apiName) => crm.modules.find((module) => module.apiName === apiName).tab;

/** The calls of a record; `fresh` ids came while the page was open, and are lit up. */
export function callRows(crm, calls, fresh = new Set(), withRelated = false) {
  if (!calls.length) return h('p', { class: 'none' }, 'No calls yet.');
  return h('ul', { class: 'rows calls' }, calls.map((call) =>
    h('li', { class: fresh.has(call.id) ? 'row fresh' : 'row', 'data-zcqa': 'callRow', 'data-id': call.id },
      h('span', { class: `dot ${call.Call_Type === 'Missed' ? 'bad' : call.Call_Type === 'Inbound' ? 'good' : 'info'}` }, icon(CALL_ICON[call.Call_Type])),
      h('div', { class: 'row-main' },
        h('a', { class: 'link', href: address('Calls', call.id) }, call.Subject),
        h('span', { class: 'soft' }, withRelated ? relatedOf(crm, call) : call.Description || call.Owner.name)),
      h('span', { class: 'row-end' }, pill(call.Call_Type),
        h('span', { class: 'soft' }, dateTime(call.Call_Start_Time)),
        h('span', { class: 'mono' }, call.Call_Type === 'Missed' ? '—' : call.Call_Duration)))));
}

export function dealRows(crm, deals) {
  return h('ul', { class: 'rows' }, deals.map((deal) =>
    h('li', { class: 'row' },
      h('div', { class: 'row-main' },
        h('a', { class: 'link', href: address(moduleTab(crm, 'Deals'), deal.id) }, deal.Deal_Name),
        h('span', { class: 'soft' }, `Closes ${date(deal.Closing_Date)}`)),
      h('span', { class: 'row-end' }, pill(deal.Stage), h('strong', {}, money(deal.Amount))))));
}

export function personRows(crm, people, module = 'Contacts') {
  return h('ul', { class: 'rows' }, people.map((person) =>
    h('li', { class: 'row', 'data-id': person.id },
      avatar(person.Full_Name),
      h('div', { class: 'row-main' },
        h('a', { class: 'link', href: address(moduleTab(crm, module), person.id) }, person.Full_Name),
        h('span', { class: 'soft' }, [person.Title ?? person.Designation, person.Company].filter(Boolean).join(' · '))),
      h('span', { class: 'row-end' }, phoneField(crm, module, person, 'Phone')))));
}
