/** Addresses as in the real product: /crm/org{zgid}/tab/{Tab}/{id}. */
let prefix = '/crm';

export function setOrganisation(domainName) {
  prefix = `/crm/${domainName}`;
}

export const address = (tab, ...rest) => [prefix, 'tab', tab, ...rest].join('/');

/** The parts of the present address; without the org part it means the default organisation. */
export function place() {
  const [, tab = 'Home', second, third] = /^\/crm\/(?:org\d+\/)?tab\/([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?/.exec(location.pathname) ?? [];
  return { tab, second, third, query: new URLSearchParams(location.search) };
}

let render = () => {};

export function go(path) {
  history.pushState(null, '', path);
  render();
}

/** Draws now, and again whenever the address changes, without loading a page. */
export function startRouter(draw) {
  render = draw;
  addEventListener('popstate', () => render());
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href^="/crm/"]');
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(link.getAttribute('href'));
  });
  render();
}
