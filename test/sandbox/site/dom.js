/** Builds an element: `h('a', { class: 'x', onclick }, 'text', child)`. Null and false children are left out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const PATHS = {
  home: 'M3 11.500 12 4l9 7.500M5.500 10v9.500h13V10M10 19.500v-5h4v5',
  Leads: 'M4 5h16l-6 7.500V19l-4-2v-4.500z',
  Contacts: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20c.8-3.500 3.800-5.500 7.500-5.500s6.700 2 7.500 5.500',
  Accounts: 'M4 20V6l8-3v17M12 9l8 2.500V20M3 20h18M7 9h1.500M7 13h1.500M15.500 14H17M7 17h1.500M15.500 17H17',
  Deals: 'M3 8.500h18v11H3zM8.500 8.500V6A1.500 1.500 0 0 1 10 4.500h4A1.500 1.500 0 0 1 15.500 6v2.500M3 13.500h18',
  Calls: 'M5 4h4l1.500 4.500-2.300 1.700a12 12 0 0 0 5.600 5.600l1.700-2.300L20 15v4a1.500 1.500 0 0 1-1.600 1.500C10.700 20 4 13.300 3.500 5.600A1.500 1.500 0 0 1 5 4z',
  Tasks: 'M5 4.500h14v15H5zM8.500 12l2.500 2.500 4.500-5',
  search: 'M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM15.500 15.500 20 20',
  plus: 'M12 5v14M5 12h14',
  bell: 'M6.500 16.500V11a5.500 5.500 0 0 1 11 0v5.500l1.500 1.500H5zM10.500 20.500h3',
  back: 'M14.500 5 8 12l6.500 7',
  next: 'M9.500 5l6.500 7-6.500 7',
  edit: 'M4.500 19.500 5.500 15 15.500 5l3.500 3.500-10 10z',
  mail: 'M3.500 6h17v12.500h-17zM4 6.500l8 6.500 8-6.500',
  note: 'M5 4h14v11l-5 5H5zM14 20v-5h5M8.500 8.500h7M8.500 12h4',
  in: 'M18.500 5.500l-9 9M9 8.500v6.500h6.500M5 19.500h14',
  out: 'M6.500 15.500l9-9M9.500 6h6.500v6.500M5 19.500h14',
  missed: 'M6 6l12 12M18 6 6 18',
  menu: 'M4 7h16M4 12h16M4 17h16',
};

/** A line icon of 24 by 24. */
export function icon(name, className = 'icon') {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', className);
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', PATHS[name] ?? PATHS.note);
  svg.append(path);
  return svg;
}

/** A round badge with a person's or company's initials; the name chooses its colour. */
export function avatar(name, className = '') {
  const letters = String(name).replace(/[^\p{L}\s]/gu, ' ').trim().split(/\s+/).filter(Boolean);
  const initials = letters.length > 1 ? letters[0][0] + letters.at(-1)[0] : (letters[0] ?? '?').slice(0, 2);
  let hue = 0;
  for (const sign of String(name)) hue = (hue * 31 + sign.codePointAt(0)) % 360;
  return h('span', { class: `avatar ${className}`, style: `--hue:${hue}`, 'aria-hidden': 'true' }, initials.toUpperCase());
}
