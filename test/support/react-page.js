import { createElement as h, Fragment } from 'react';
import { createPortal, flushSync } from 'react-dom';
import { hydrateRoot } from 'react-dom/client';
import { renderToStaticMarkup, renderToString } from 'react-dom/server';

// A page of React's own, in its development build, which says what it finds wrong. `createPage` is `DrawnPage` of
// redrawn-page.ts. Plain JavaScript: React brings no types.

const phone = (n) => `(212) 555-01${String(n % 100).padStart(2, '0')}`;
const ids = (round) => new Set(Array.from({ length: 20 + (round % 7) }, (_, i) => (i * 7 + round) % 40));

/** One person: text that is alone, text beside text, a link, a field, and text that changes into an element and back. */
const Row = ({ id, round }) =>
  h(
    'tr',
    null,
    h('td', null, 'Contact ', id),
    h('td', null, (id + round) % 3 ? phone(id) : h('span', null, phone(id))),
    h('td', null, h(Fragment, null, 'Phone: ', phone(id + round), (id + round) % 2 ? ', ask for Ann' : null)),
    h('td', null, h('a', { href: `tel:+12125550${100 + (id % 100)}` }, phone(id))),
    h('td', null, h('input', { type: 'tel', 'aria-label': 'Phone', value: phone(id), readOnly: true })),
  );

const Table = ({ round }) =>
  h(
    'table',
    null,
    h(
      'tbody',
      null,
      [...ids(round)].map((id) => h(Row, { key: id, id, round })),
    ),
  );

/** The table, and on every second round a message that stands elsewhere in the page. */
const App = ({ round, aside }) =>
  h(
    Fragment,
    null,
    h(Table, { round }),
    aside && round % 2 ? createPortal(`Missed call: ${phone(99)}`, aside) : null,
  );

const numbersOf = (round) => {
  const shown = [...ids(round)].flatMap((id) => [id, id + round]);
  return [...new Set([...shown, ...(round % 2 ? [99] : [])].map((n) => `+12125550${100 + (n % 100)}`))];
};

/** Markup without React's own marks between texts, whatever the order of attributes. */
function parsed(markup) {
  const element = document.createElement('div');
  element.innerHTML = markup.replaceAll('<!-- -->', '');
  return element;
}

export function createPage(root) {
  const aside = document.body.appendChild(document.createElement('p'));
  const errors = [];
  const note = (...said) => errors.push(said.map(String).join(' '));
  console.error = note;
  let round = 0;
  let react;
  const draw = () => react.render(h(App, { round, aside }));
  root.innerHTML = renderToString(h(Table, { round }));

  return {
    take() {
      const options = { onUncaughtError: note, onCaughtError: note, onRecoverableError: note };
      flushSync(() => (react = hydrateRoot(root, h(App, { round, aside }), options)));
    },
    next() {
      round++;
      // As events do, and as everything else does.
      if (round % 2) flushSync(draw);
      else draw();
    },
    rest() {
      flushSync(draw);
      const foreign = parsed(root.innerHTML).isEqualNode(parsed(renderToStaticMarkup(h(Table, { round }))))
        ? 0
        : 1;
      return { rounds: round, errors, foreign, numbers: numbersOf(round) };
    },
  };
}
