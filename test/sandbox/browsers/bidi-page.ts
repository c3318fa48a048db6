import { writeFileSync } from 'node:fs';
import type { Browser } from 'puppeteer-core';

/** A page of an add-on. Puppeteer loses its own pages there, so it is driven by WebDriver BiDi itself. */
export interface BidiPage {
  readonly context: string;
  url(): Promise<string>;
  /** Runs an expression (which may be a promise) and gives its value back as JSON would. */
  evaluate<T>(expression: string): Promise<T>;
  /** Waits until the expression is true. */
  waitFor(expression: string, timeoutMs?: number): Promise<void>;
  /** Clicks the middle of an element as a user does, with user activation. */
  click(selector: string): Promise<void>;
  /** Types into the element that has the focus. */
  type(text: string): Promise<void>;
  screenshot(file: string): Promise<void>;
  close(): Promise<void>;
}

/** WebDriver BiDi of a running Firefox, in the sessions that Puppeteer opened. */
export interface Bidi {
  send(method: string, params: object): Promise<Record<string, unknown>>;
  /** Opens a tab without waiting for it to load: Firefox does not tell when a page of an add-on has. */
  open(url: string): Promise<BidiPage>;
  /** Every tab and window with its address. */
  contexts(): Promise<{ context: string; url: string }[]>;
  pageOf(context: string): BidiPage;
  /** Runs an expression in the browser's own window, with all rights: `gBrowser`, `Services`, prompts. */
  inBrowserWindow<T>(expression: string): Promise<T>;
}

/** Scrolls an element into view and waits until it stands still. Not by frames: a window behind another paints none. */
const untilStill = (selector: string) => `new Promise((done) => {
  const element = document.querySelector(${JSON.stringify(selector)});
  element.scrollIntoView({ block: 'center' });
  const look = (before) => setTimeout(() => {
    const { x, y } = element.getBoundingClientRect();
    if (before === x + ' ' + y) done();
    else look(x + ' ' + y);
  }, 40);
  look('');
})`;

export function createBidi(browser: Browser): Bidi {
  const { connection } = browser as unknown as {
    connection: { send(method: string, params: object): Promise<{ result: Record<string, unknown> }> };
  };
  const send: Bidi['send'] = async (method, params) => (await connection.send(method, params)).result;

  const evaluate = async <T>(context: string, expression: string): Promise<T> => {
    const answer = (await send('script.evaluate', {
      // A value as JSON needs no knowledge of BiDi's own notation.
      expression: `Promise.resolve(${expression}).then((value) => JSON.stringify(value ?? null))`,
      target: { context },
      awaitPromise: true,
      userActivation: true,
    })) as { type: string; result?: { value: string }; exceptionDetails?: { text: string } };
    if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.text);
    return JSON.parse(answer.result?.value ?? 'null') as T;
  };
  const tree = async (scope: 'content' | 'chrome') => {
    const params = scope === 'chrome' ? { 'moz:scope': 'chrome', maxDepth: 0 } : { maxDepth: 0 };
    return (await send('browsingContext.getTree', params)).contexts as { context: string; url: string }[];
  };

  const pageOf = (context: string): BidiPage => {
    const input = (actions: readonly object[]) => send('input.performActions', { context, actions });
    return {
      context,
      evaluate: (expression) => evaluate(context, expression),
      url: () => evaluate(context, 'location.href'),
      async waitFor(expression, timeoutMs = 10_000) {
        const deadline = Date.now() + timeoutMs;
        while (!(await evaluate<boolean>(context, `Boolean(${expression})`).catch(() => false))) {
          if (Date.now() > deadline) {
            const text = await evaluate(context, 'document.body.innerText').catch(() => '');
            throw new Error(`Not true in ${timeoutMs} ms: ${expression}\nThe page shows:\n${text}`);
          }
          await new Promise((next) => setTimeout(next, 50));
        }
      },
      async click(selector) {
        // The element itself is the target, not a spot that it may have left meanwhile.
        await evaluate(context, untilStill(selector));
        const { result } = (await send('script.evaluate', {
          expression: `document.querySelector(${JSON.stringify(selector)})`,
          target: { context },
          awaitPromise: false,
        })) as { result: { sharedId: string } };
        const origin = { type: 'element', element: { sharedId: result.sharedId } };
        const button = { button: 0 };
        await input([
          {
            type: 'pointer',
            id: 'mouse',
            actions: [
              { type: 'pointerMove', x: 0, y: 0, origin },
              { type: 'pointerDown', ...button },
              { type: 'pointerUp', ...button },
            ],
          },
        ]);
      },
      async type(text) {
        const actions = [...text].flatMap((value) => [
          { type: 'keyDown', value },
          { type: 'keyUp', value },
        ]);
        await input([{ type: 'key', id: 'keys', actions }]);
      },
      async screenshot(file) {
        const { data } = (await send('browsingContext.captureScreenshot', { context })) as { data: string };
        writeFileSync(file, Buffer.from(data, 'base64'));
      },
      close: async () => void (await send('browsingContext.close', { context })),
    };
  };

  return {
    send,
    pageOf,
    contexts: () => tree('content'),
    async open(url) {
      const { context } = (await send('browsingContext.create', { type: 'tab' })) as { context: string };
      await send('browsingContext.navigate', { context, url, wait: 'none' });
      const page = pageOf(context);
      await page.waitFor(`document.readyState === 'complete' && location.href !== 'about:blank'`);
      return page;
    },
    async inBrowserWindow(expression) {
      const [window] = await tree('chrome');
      return evaluate(window?.context ?? '', expression);
    },
  };
}
