import { render, type ComponentChild } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach } from 'vitest';

const roots: HTMLElement[] = [];

afterEach(async () => {
  await act(() => {
    for (const root of roots.splice(0)) {
      render(null, root);
      root.remove();
    }
  });
});

/** Draws a component into a document and answers what a user would look for. */
export async function draw(node: ComponentChild) {
  const root = document.createElement('div');
  document.body.append(root);
  roots.push(root);
  await act(() => render(node, root));
  const words = (element: Element) =>
    (element.getAttribute('aria-label') ?? element.textContent ?? '').replace(/\s+/g, ' ').trim();
  const find = <Found extends Element>(selector: string, named: string | RegExp): Found => {
    const matches = (text: string) => (typeof named === 'string' ? text === named : named.test(text));
    const found = [...root.querySelectorAll(selector)].find((each) => matches(words(each)));
    if (!found) throw new Error(`There is no ${selector} named ${named} in: ${root.textContent}`);
    return found as Found;
  };
  return {
    root,
    text: () => (root.textContent ?? '').replace(/\s+/g, ' '),
    has: (selector: string, named: string | RegExp) => {
      try {
        return Boolean(find(selector, named));
      } catch {
        return false;
      }
    },
    button: (named: string | RegExp) => find<HTMLButtonElement>('button', named),
    field: (label: string | RegExp) => {
      const id = find<HTMLLabelElement>('label', label).htmlFor;
      return root.querySelector<HTMLInputElement>(`[id="${id}"]`)!;
    },
    async click(named: string | RegExp) {
      await act(async () => find<HTMLButtonElement>('button', named).click());
    },
    async type(input: HTMLInputElement, value: string) {
      await act(async () => {
        input.value = value;
        input.dispatchEvent(new Event('input', { bubbles: true }));
      });
    },
    async commit(input: HTMLInputElement, value: string) {
      await act(async () => {
        input.value = value;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      });
    },
    async submit() {
      await act(async () => {
        root.querySelector('form')!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
      });
    },
    /** Lets answers that are there already arrive. */
    settle: () =>
      act(async () => {
        for (let turn = 0; turn < 10; turn++) await Promise.resolve();
      }),
    again: (next: ComponentChild) => act(() => render(next, root)),
  };
}
