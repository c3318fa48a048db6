import { h } from './dom.js';
import { ago, compactMoney } from './format.js';
import { callRows, personRows } from './related-lists.js';
import { onChange, store } from './store.js';

const CLOSED = ['Closed Won', 'Closed Lost'];
const DAY = 86_400_000;

const tile = (label, value, note) =>
  h('div', { class: 'card tile' }, h('span', { class: 'label' }, label), h('strong', {}, value), h('span', { class: 'soft' }, note));

/** Open deals by stage, as bars. */
function pipeline(deals) {
  const stages = new Map();
  for (const deal of deals) stages.set(deal.Stage, (stages.get(deal.Stage) ?? 0) + deal.Amount);
  const most = Math.max(...stages.values(), 1);
  return h('div', { class: 'bars' }, [...stages].sort((a, b) => b[1] - a[1]).map(([stage, amount]) =>
    h('div', { class: 'bar-row' }, h('span', {}, stage),
      h('span', { class: 'bar' }, h('i', { style: `width:${Math.round((amount / most) * 100)}%` })),
      h('strong', {}, compactMoney(amount)))));
}

function dashboard(crm, leads, calls, deals, seen) {
  const open = deals.filter((deal) => !CLOSED.includes(deal.Stage));
  const today = calls.filter((call) => Date.now() - new Date(call.Call_Start_Time) < DAY);
  const week = leads.filter((lead) => Date.now() - new Date(lead.Created_Time) < 7 * DAY);
  const fresh = new Set(seen.size ? calls.filter((call) => !seen.has(call.id)).map((call) => call.id) : []);
  for (const call of calls) seen.add(call.id);
  const sum = open.reduce((total, deal) => total + deal.Amount, 0);
  return [
    h('div', { class: 'tiles' },
      tile('Open pipeline', compactMoney(sum), `${open.length} deals`),
      tile('Calls today', String(today.length), `${today.filter((call) => call.Call_Type === 'Missed').length} missed`),
      tile('New leads', String(week.length), 'in the last 7 days'),
      tile('Won this quarter', compactMoney(deals.filter((deal) => deal.Stage === 'Closed Won').reduce((total, deal) => total + deal.Amount, 0)), 'ahead of plan')),
    h('div', { class: 'home-grid' },
      h('section', { class: 'card', id: 'newLeads' }, h('h2', {}, 'New leads', h('span', { class: 'count' }, leads[0] ? ago(leads[0].Created_Time) : '')), personRows(crm, leads.slice(0, 7), 'Leads')),
      h('div', { class: 'home-column' },
        h('section', { class: 'card', id: 'recentCalls' }, h('h2', {}, 'Recent calls'), callRows(crm, calls.slice(0, 5), fresh, true)),
        h('section', { class: 'card' }, h('h2', {}, 'Pipeline by stage'), pipeline(open)))),
  ];
}

/** The first page: figures, new leads, recent calls, the pipeline. It follows what happens. */
export async function renderHome(crm, signal) {
  const seen = new Set();
  const place = h('div', {});
  const refresh = async () => {
    const [leads, calls, deals] = await Promise.all(['Leads', 'Calls', 'Deals'].map((module) => store.list(module)));
    if (!signal.aborted) place.replaceChildren(...dashboard(crm, leads.rows, calls.rows, deals.rows, seen));
  };
  await refresh();
  onChange(signal, refresh);
  const hour = new Date().getHours();
  const greeting = hour < 12 ? 'Good morning' : hour < 18 ? 'Good afternoon' : 'Good evening';
  return h('section', { class: 'home', 'data-title': 'Home' },
    h('div', { class: 'page-head' }, h('div', {}, h('h1', {}, `${greeting}, ${crm.user.first_name}`), h('p', { class: 'soft' }, crm.org.company_name))),
    place);
}
