import { renderCreate, renderEdit } from './edit-form.js';
import { renderFrame } from './frame.js';
import { renderHome } from './home-view.js';
import { BOARDS, renderKanban } from './kanban-view.js';
import { renderList } from './list-view.js';
import { renderRecord } from './record-view.js';
import { place, setOrganisation, startRouter } from './router.js';
import { store, watchChanges } from './store.js';

const crm = await store.start();
setOrganisation(crm.org.domain_name);
const main = renderFrame(document.getElementById('crmApp'), crm);
let leave = new AbortController();

/** Draws the view of the present address in place of the one before, which stops its watching. */
async function draw() {
  leave.abort();
  leave = new AbortController();
  const { signal } = leave;
  const { tab, second, third, query } = place();
  const module = crm.modules.find((entry) => entry.tab === tab || entry.apiName === tab);
  for (const link of document.querySelectorAll('.nav-link'))
    link.toggleAttribute('aria-current', link.dataset.tab === (module?.tab ?? 'Home'));
  document.querySelector('.top-search input').value = query.get('q') ?? '';
  const view = !module
    ? renderHome(crm, signal)
    : second === 'create'
      ? renderCreate(crm, module)
      : third === 'edit'
        ? renderEdit(crm, module, second)
        : /^\d+$/.test(second ?? '')
          ? renderRecord(crm, module, second, signal)
          : third === 'kanban' && BOARDS[module.apiName]
            ? renderKanban(crm, module)
            : renderList(crm, module, query, Boolean(BOARDS[module.apiName]));
  const drawn = await view;
  if (signal.aborted) return;
  main.replaceChildren(drawn);
  main.scrollTop = 0;
  document.title = `${drawn.dataset.title ?? 'Home'} - Zoho CRM`;
}

startRouter(draw);
watchChanges(crm.changes);
