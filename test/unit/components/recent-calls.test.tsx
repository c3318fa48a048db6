// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { RecentCalls } from '@/components/popup/recent-calls';
import type { EngineApi, HistoryRow } from '@/utils/messaging/apis';
import { HISTORY, NOW } from '../../sandbox/gallery/fixtures';
import { draw } from './render';

const ZOHO = { name: 'Zoho CRM', takesChanges: true };

async function drawCalls(load: EngineApi['history'], crm = ZOHO, onNote = vi.fn(async () => {})) {
  const page = await draw(
    <RecentCalls
      country="US"
      now={() => NOW}
      version=""
      load={load}
      crm={crm}
      onDial={vi.fn()}
      onView={vi.fn()}
      onNote={onNote}
    />,
  );
  await page.settle();
  return page;
}

const calls = (count: number): HistoryRow[] =>
  Array.from({ length: count }, (_, index) => ({
    ...HISTORY[0]!,
    id: `call ${index}`,
    startedAt: NOW - index * 1000,
  }));

it('calls that could not be read are not said to be none, and are read again when asked', async () => {
  const load = vi.fn<EngineApi['history']>().mockRejectedValueOnce(new Error('disk'));
  load.mockResolvedValue(HISTORY);
  const page = await drawCalls(load);
  expect(page.text()).toContain('Your calls could not be read');
  expect(page.text()).not.toContain('No calls yet');
  await page.click('Try again');
  await page.settle();
  expect(page.text()).not.toContain('could not be read');
  expect(page.root.querySelectorAll('.recent-call')).toHaveLength(HISTORY.length);
});

it('older calls that could not be read leave the newer ones in view', async () => {
  const load = vi.fn<EngineApi['history']>().mockResolvedValueOnce(calls(30));
  load.mockRejectedValueOnce(new Error('disk'));
  const page = await drawCalls(load);
  await page.click('Show more');
  await page.settle();
  expect(page.root.querySelectorAll('.recent-call')).toHaveLength(30);
  expect(page.text()).toContain('Your calls could not be read');
  expect(page.has('button', 'Show more')).toBe(false);
});

it('an answer to an older question does not push itself in front', async () => {
  let answerFirst: (rows: HistoryRow[]) => void = () => {};
  const load = vi
    .fn<EngineApi['history']>()
    .mockImplementation(({ missed }) =>
      missed ? Promise.resolve([]) : new Promise((resolve) => (answerFirst = resolve)),
    );
  const page = await drawCalls(load);
  await page.click('Missed');
  answerFirst(HISTORY);
  await page.settle();
  expect(page.text()).toContain('No missed calls');
  expect(page.root.querySelectorAll('.recent-call')).toHaveLength(0);
});

it('only the missed calls are asked for when only they are wanted', async () => {
  const load = vi.fn<EngineApi['history']>().mockResolvedValue(HISTORY);
  const page = await drawCalls(load);
  await page.click('Missed');
  expect(load).toHaveBeenLastCalledWith({ text: '', missed: true, limit: 30 });
  expect(page.button('Missed').getAttribute('aria-pressed')).toBe('true');
  await page.click('Missed');
  expect(load).toHaveBeenLastCalledWith({ text: '', limit: 30 });
});

it('a past call takes a note, and the list is read again', async () => {
  const load = vi.fn<EngineApi['history']>().mockResolvedValue(calls(1));
  const onNote = vi.fn(async () => {});
  const page = await drawCalls(load, ZOHO, onNote);
  await page.click(/ note: /);
  await page.type(page.field('Notes'), 'Order the oak ones');
  await page.submit();
  await page.settle();
  expect(onNote).toHaveBeenCalledWith('call 0', 'Order the oak ones');
  expect(page.has('button', 'Save')).toBe(false);
  expect(load).toHaveBeenCalledTimes(2);
});

it('a note for a CRM that takes no changes is said to stay here', async () => {
  const logged = { ...calls(1)[0]!, log: { state: 'logged' as const } };
  const load = vi.fn<EngineApi['history']>().mockResolvedValue([logged]);
  const page = await drawCalls(load, { name: 'Zendesk', takesChanges: false });
  await page.click(/ note: /);
  expect(page.text()).toContain('what you add now stays in this browser');
});
