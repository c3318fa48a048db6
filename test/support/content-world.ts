import type { CDPSession, Page } from 'playwright-core';

/** The world of the extension's content script in a page: what a script there could do, once it was taken over. */
export interface ContentWorld {
  /** Runs an expression (which may be a promise) there. */
  evaluate<T>(expression: string): Promise<T>;
  /** The page's whole document as JSON, with shadow roots that are closed to scripts. */
  dom(): Promise<string>;
}

interface WorldCreated {
  context: { id: number; origin: string; auxData?: { type?: string } };
}

/** Opens the content script's world of the extension in a page's main frame; waits until there is one. */
export async function contentWorld(page: Page, extensionId: string): Promise<ContentWorld> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const created = new Promise<number>((found) => {
    session.on('Runtime.executionContextCreated', ({ context }: WorldCreated) => {
      if (context.origin === `chrome-extension://${extensionId}`) found(context.id);
    });
  });
  await session.send('Runtime.enable');
  const contextId = await created;
  return {
    async evaluate<T>(expression: string) {
      const answer = await session.send('Runtime.evaluate', {
        expression,
        contextId,
        awaitPromise: true,
        returnByValue: true,
      });
      if (answer.exceptionDetails) throw new Error(JSON.stringify(answer.exceptionDetails));
      return answer.result.value as T;
    },
    dom: async () => JSON.stringify(await session.send('DOM.getDocument', { depth: -1, pierce: true })),
  };
}

interface AxNode {
  role?: { value: string };
  name?: { value: string };
  properties?: { name: string; value: { value: unknown } }[];
}

/** What a screen reader says of the element that has the keyboard's focus: role and name. Also of ours, whose root is closed. */
export async function spokenFocus(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: AxNode[] };
  await session.detach();
  const isFocused = ({ properties }: AxNode) =>
    properties?.some(({ name, value }) => name === 'focused' && value.value === true);
  const focused = nodes.findLast(isFocused);
  return `${focused?.role?.value} ${focused?.name?.value}`;
}
