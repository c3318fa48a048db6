// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi, type Mock } from 'vitest';
import { createPageModel } from '@/components/page-model';
import type { SiteView } from '@/components/popup/page-numbers';
import { PopupPage } from '@/components/popup/popup-page';
import type { EngineApi } from '@/utils/messaging/apis';
import type { AppState } from '@/utils/messaging/app-state';
import { RpcError } from '@/utils/messaging/rpc';
import { fakeEngine } from '../../sandbox/gallery/fake-engine';
import { active, appState, card, ended, HISTORY, JANE, NOW } from '../../sandbox/gallery/fixtures';
import { draw } from './render';

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

const SITE: SiteView = {
  host: 'crm.zoho.com',
  state: 'on',
  numbers: [{ key: 'k', number: '+12125550106', raw: '(212) 555-0106' }],
};

type Nothing = Mock<() => Promise<void>>;

async function openPopup(
  state: AppState = appState(),
  answers: Partial<EngineApi> = {},
  site: SiteView = SITE,
) {
  const dial = vi.fn<EngineApi['dial']>(async () => ({ callId: '1' }));
  const [open, onCopy] = [vi.fn(), vi.fn()];
  const [setOn, allow, restore, show] = [0, 1, 2, 3].map(() => vi.fn(async () => {})) as [
    Nothing,
    Nothing,
    Nothing,
    Nothing,
  ];
  const model = createPageModel({
    state: signal(state),
    engine: fakeEngine({ dial, ...answers }),
    open,
    now: () => NOW,
  });
  const page = await draw(
    <PopupPage model={model} site={{ view: signal(site), setOn, allow, restore, show }} onCopy={onCopy} />,
  );
  const field = () => page.root.querySelector<HTMLInputElement>('.dial-field input')!;
  return { page, model, field, dial, open, setOn, allow, restore, show, onCopy };
}

describe('the dial field', () => {
  it('dials what was typed when Enter is pressed', async () => {
    const { page, field, dial } = await openPopup();
    await page.type(field(), '(212) 555-0106');
    await page.submit();
    expect(dial).toHaveBeenCalledWith({ number: '(212) 555-0106', record: undefined });
  });

  it('cleans what is pasted', async () => {
    const { page, field } = await openPopup();
    await page.type(field(), 'tel:+44\u00a020 7946 0958');
    expect(field().value).toBe('+44 20 7946 0958');
  });

  it('brings back the number dialled last when Call is pressed on nothing, and dials it only then', async () => {
    const { page, field, dial } = await openPopup();
    await page.submit();
    expect(field().value).toBe(HISTORY.find((row) => row.direction === 'outbound')!.number);
    expect(dial).not.toHaveBeenCalled();
    await page.submit();
    expect(dial).toHaveBeenCalledOnce();
  });

  it('looks for a name in the CRM and calls the person that was picked', async () => {
    const { page, field, dial } = await openPopup();
    await page.type(field(), 'Jane');
    await act(async () => void vi.advanceTimersByTime(300));
    await page.click(`Call ${JANE.name}, Mobile`);
    expect(dial).toHaveBeenCalledWith({
      number: '+447700900123',
      record: { module: 'Contacts', id: JANE.id },
    });
  });

  it('says why the CRM could not be asked instead of claiming that nobody has that name', async () => {
    const search = async () => {
      throw new RpcError('unreachable', 'Zoho CRM cannot be reached right now.');
    };
    const { page, field } = await openPopup(appState(), { search });
    await page.type(field(), 'Jane');
    await act(async () => void vi.advanceTimersByTime(300));
    expect(page.text()).toContain('Zoho CRM cannot be reached right now.');
    expect(page.text()).not.toContain('Nobody of that name');
  });

  it('tells what the engine refuses, in its own words', async () => {
    const refuse = async () => {
      throw new RpcError('no-line', 'There is no phone line.');
    };
    const { page, field } = await openPopup(appState(), { dial: refuse });
    await page.type(field(), '1002');
    await page.submit();
    expect(page.text()).toContain('There is no phone line.');
  });
});

describe('the popup', () => {
  it('leads somebody who has set up nothing to the three steps', async () => {
    const phone = { ...appState().phone, line: 'problem' as const, problem: 'not-set-up' as const };
    const { page, open } = await openPopup(appState({ phone }));
    await page.click('Set up in three steps');
    expect(open).toHaveBeenCalledWith('welcome');
  });

  it('says why there is no line, and tries again when asked', async () => {
    const reconnect = vi.fn(async () => {});
    const phone = {
      ...appState().phone,
      line: 'problem' as const,
      problem: 'unreachable' as const,
      retryAt: NOW + 9_000,
    };
    const { page } = await openPopup(appState({ phone }), { reconnect });
    expect(page.text()).toContain('The phone system cannot be reached');
    await page.click('Try again (by itself in 9 s)');
    expect(reconnect).toHaveBeenCalled();
  });

  it('steers the call in progress', async () => {
    const setMuted = vi.fn(async () => {});
    const hangUp = vi.fn(async () => {});
    const { page } = await openPopup(appState({ calls: [card(active())] }), { setMuted, hangUp });
    await page.click('Mute');
    await page.click('Hang up');
    expect(setMuted).toHaveBeenCalledWith('call-1', true);
    expect(hangUp).toHaveBeenCalledWith('call-1');
  });

  it('lists the numbers of the page and leaves its site alone when told to', async () => {
    const { page, dial, show, setOn } = await openPopup();
    await page.click(/^This page/);
    await page.click('Call (212) 555-0106');
    expect(dial).toHaveBeenCalledWith({ number: '+12125550106', record: undefined });
    await page.click('Show (212) 555-0106 on the page');
    expect(show).toHaveBeenCalledWith('k');
    await act(async () => page.field('Mark numbers on crm.zoho.com').click());
    expect(setOn).toHaveBeenCalledWith(false);
  });
});

it('a number of the page is called with the extension that is shown', async () => {
  const number = { key: 'k', number: '+442079460958', ext: '12', raw: '020 7946 0958 ext. 12' };
  const { page, dial } = await openPopup(appState(), {}, { ...SITE, numbers: [number] });
  await page.click(/^This page/);
  await page.click('Call +44 20 7946 0958 ext. 12');
  expect(dial).toHaveBeenCalledWith({ number: '+442079460958 ext. 12', record: undefined });
});

it('what was said to be no number on a site can be marked again', async () => {
  const { page, restore } = await openPopup(appState(), {}, { ...SITE, hidden: 1 });
  await page.click(/^This page/);
  await page.click('Mark them again');
  expect(restore).toHaveBeenCalledOnce();
  const { page: other } = await openPopup();
  await other.click(/^This page/);
  expect(other.has('button', 'Mark them again')).toBe(false);
});

describe('a page Switchhook does not look at', () => {
  const unknown: SiteView = { host: 'crm.acme.example', state: 'unknown', numbers: [] };

  it('is looked at from one click on', async () => {
    const { page, allow } = await openPopup(appState(), {}, { ...unknown, access: 'askable' });
    await page.click(/^This page/);
    expect(page.text()).toContain('Switchhook does not look at crm.acme.example');
    await page.click('Find numbers on this site');
    expect(allow).toHaveBeenCalledOnce();
  });

  it('says why nothing came of it where the browser refused', async () => {
    const { page, allow } = await openPopup(appState(), {}, { ...unknown, access: 'askable' });
    allow.mockRejectedValueOnce(new Error('The browser did not give access.'));
    await page.click(/^This page/);
    await page.click('Find numbers on this site');
    expect(page.text()).toContain('The browser did not give access.');
  });

  it('that was loaded before its site was chosen has to be loaded anew', async () => {
    const { page } = await openPopup(appState(), {}, { ...unknown, access: 'given' });
    await page.click(/^This page/);
    expect(page.text()).toContain('Load it anew');
  });

  it('offers the list of sites where the browser does not tell which page it is', async () => {
    const { page, open } = await openPopup(appState(), {}, { ...unknown, host: '' });
    await page.click(/^This page/);
    await page.click('Choose sites');
    expect(open).toHaveBeenCalledWith('options', 'pages');
  });
});

describe('a page that cannot be read whole', () => {
  it('says so instead of claiming that there is no number', async () => {
    const { page } = await openPopup(appState(), {}, { ...SITE, numbers: [], partial: true });
    await page.click(/^This page/);
    expect(page.text()).toContain('Only part of this page was read');
    expect(page.text()).not.toContain('No telephone number on this page');
  });
});

describe('what needs attention', () => {
  const waiting = appState({ outbox: { waiting: 0, attention: 1 } });

  it('shows the CRM’s own words and can be tried again', async () => {
    const retryLog = vi.fn(async () => {});
    const { page } = await openPopup(waiting, { retryLog });
    await page.click(/^Waiting/);
    expect(page.text()).toContain('Zoho CRM says: invalid data: Call_Result');
    await page.click('Try again');
    expect(retryLog).toHaveBeenCalledWith('o1');
  });

  it('is not said to be nothing when it could not be read', async () => {
    const outbox = vi
      .fn<EngineApi['outbox']>()
      .mockRejectedValueOnce(new Error('disk'))
      .mockResolvedValue([]);
    const { page } = await openPopup(waiting, { outbox });
    await page.click(/^Waiting/);
    expect(page.text()).toContain('The calls that wait could not be read');
    expect(page.text()).not.toContain('Nothing waits');
    await page.click('Try again');
    expect(page.text()).toContain('Nothing waits');
  });

  it('is discarded only after a question', async () => {
    const discardLog = vi.fn(async () => {});
    const { page } = await openPopup(waiting, { discardLog });
    await page.click(/^Waiting/);
    await page.click('Discard');
    expect(discardLog).not.toHaveBeenCalled();
    await page.click('Discard');
    expect(discardLog).toHaveBeenCalledWith('o1');
  });

  it('can be edited and copied', async () => {
    const editLog = vi.fn(async () => {});
    const { page, onCopy } = await openPopup(waiting, { editLog });
    await page.click(/^Waiting/);
    await page.click('Copy the entry');
    expect(onCopy).toHaveBeenCalledWith(expect.stringContaining('Outbound call'));
    await page.click('Edit');
    await page.type(page.field('Subject'), 'Call about oak');
    await page.submit();
    expect(editLog).toHaveBeenCalledWith('o1', expect.objectContaining({ subject: 'Call about oak' }));
  });
});

it('the list of calls is read again when a call’s log arrives, not only when it ends', async () => {
  const history = vi.fn(async () => HISTORY);
  const state = signal(appState());
  const model = createPageModel({ state, engine: fakeEngine({ history }), open: vi.fn(), now: () => NOW });
  const site = {
    view: signal(null),
    setOn: async () => {},
    allow: async () => {},
    restore: async () => {},
    show: async () => {},
  };
  const page = await draw(<PopupPage model={model} site={site} onCopy={vi.fn()} />);
  await page.click('Recent');
  const readings = () => history.mock.calls.length;
  const before = readings();
  await act(
    async () => void (state.value = appState({ calls: [card(ended(), { log: { state: 'waiting' } })] })),
  );
  expect(readings()).toBe(before + 1);
  await act(
    async () => void (state.value = appState({ calls: [card(ended(), { log: { state: 'logged' } })] })),
  );
  expect(readings()).toBe(before + 2);
});
