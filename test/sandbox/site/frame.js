import { avatar, h, icon } from './dom.js';
import { address, go } from './router.js';

const NAVIGATION = ['Leads', 'Contacts', 'Accounts', 'Deals', 'Calls', 'Tasks'];

/** The parts that stay: navigation at the side, search and create at the top. Gives the place for views. */
export function renderFrame(app, crm) {
  const modules = NAVIGATION.map((name) => crm.modules.find((module) => module.apiName === name)).filter(Boolean);
  const link = (tab, label, iconName, href) =>
    h('a', { class: 'nav-link', href, 'data-tab': tab, 'data-zcqa': `tab_${tab}` }, icon(iconName), h('span', {}, label));
  const search = h('input', { type: 'search', placeholder: 'Search contacts, leads, numbers…', 'aria-label': 'Search', name: 'q' });
  const main = h('main', { class: 'main', id: 'mainContent' });
  const submit = (event) => {
    event.preventDefault();
    go(`${address('Contacts', 'list')}?q=${encodeURIComponent(search.value)}`);
  };
  app.append(
    h('nav', { class: 'side', 'aria-label': 'Modules' },
      h('div', { class: 'brand' }, h('img', { src: '/crm/assets/icon.svg', alt: '', width: 28, height: 28 }), h('span', {}, 'CRM')),
      h('div', { class: 'nav' },
        link('Home', 'Home', 'home', address('Home', 'begin')),
        modules.map((module) => link(module.tab, module.plural, module.apiName, address(module.tab, 'custom-view', 'all', 'list'))),
      ),
      h('div', { class: 'side-foot' }, h('span', { class: 'org-dot' }), h('span', {}, crm.org.company_name)),
    ),
    h('header', { class: 'top' },
      h('form', { class: 'top-search', role: 'search', onsubmit: submit }, icon('search'), search),
      h('div', { class: 'top-actions' },
        h('a', { class: 'button primary small', href: address('Leads', 'create') }, icon('plus'), h('span', {}, 'New lead')),
        h('button', { class: 'round', type: 'button', 'aria-label': 'Notifications' }, icon('bell')),
        avatar(crm.user.full_name, 'me'),
      ),
    ),
    main,
  );
  return main;
}
