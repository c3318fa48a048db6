import { describe, expect, it } from 'vitest';
import { mayCallEngine, mayCallShell } from '@/utils/messaging/access';
import { senderKind } from '@/utils/messaging/sender';

const own = { id: 'abc', origin: 'chrome-extension://abc' };
const tab = { id: 1 } as never;

describe('a sender', () => {
  it('is known by what the browser says, never by the message', () => {
    expect(senderKind({ id: 'abc', url: 'chrome-extension://abc/popup.html' }, own)).toBe('page');
    expect(senderKind({ id: 'abc', url: 'chrome-extension://abc/options.html', tab }, own)).toBe('page');
    expect(senderKind({ id: 'abc', url: 'chrome-extension://abc/offscreen.html' }, own)).toBe('engine');
    expect(senderKind({ id: 'abc', url: 'chrome-extension://abc/background.js' }, own)).toBe('shell');
    expect(senderKind({ id: 'abc', url: 'https://crm.zoho.com/crm', tab }, own)).toBe('content');
    expect(senderKind({ id: 'xyz', url: 'chrome-extension://xyz/popup.html' }, own)).toBe('foreign');
    expect(senderKind({ id: 'abc', url: 'https://chrome-extension://abc/popup.html', tab }, own)).toBe(
      'content',
    );
    expect(senderKind({ id: 'abc', url: 'chrome-extension://abcd/popup.html', tab }, own)).toBe('content');
  });
});

describe('a content script', () => {
  it('may dial and take that back, and nothing else of the engine', () => {
    const asked = [
      'prepareFromPage',
      'dialFromPage',
      'takeBackFromPage',
      'dial',
      'dialFromMenu',
      'answer',
      'search',
      'lookUp',
      'history',
      'setNote',
      'settingsChanged',
      'constructor',
      'toString',
      '',
    ];
    expect(asked.filter((method) => mayCallEngine(method, 'content'))).toEqual([
      'prepareFromPage',
      'dialFromPage',
      'takeBackFromPage',
    ]);
  });

  it('may not ask the shell for settings or windows', () => {
    expect(
      ['readSettings', 'openPage', 'notify', 'openCrmPage'].filter((method) =>
        mayCallShell(method, 'content'),
      ),
    ).toEqual([]);
  });
});

describe('the shell', () => {
  it('may do what the buttons of its notices say', () => {
    const buttons = ['answer', 'decline', 'callBack'];
    expect(buttons.filter((method) => !mayCallEngine(method, 'shell'))).toEqual([]);
  });
});

describe('a stranger', () => {
  it('may nothing', () => {
    expect(mayCallEngine('dial', 'foreign')).toBe(false);
    expect(mayCallShell('ensureEngine', 'foreign')).toBe(false);
  });
});
