import { expect, it } from 'vitest';
import { createAnnouncer } from '@/utils/engine/announcer';
import { newCard } from '@/utils/engine/call-cards';
import { initialState } from '@/utils/engine/initial-state';
import type { AppState } from '@/utils/messaging/app-state';
import type { Call } from '@/utils/phone/call';
import { makeCall } from '../../support/make-call';

/** An announcer, the windows it asked for, and a clock to turn. */
function bench() {
  let time = 1_000;
  let opened = 0;
  const tasks: { at: number; task: () => void }[] = [];
  const announcer = createAnnouncer({
    shell: {
      openCallWindow: async () => void (opened += 1),
      notify: async () => {},
      clearNotice: async () => {},
      setBadge: async () => {},
    },
    options: () => ({ notification: true, incomingWindow: true }),
    now: () => time,
    later: (ms, task) => void tasks.push({ at: time + ms, task }),
  });
  const stateWith = (...calls: Partial<Call>[]): AppState => ({
    ...initialState(),
    calls: calls.map((call) => newCard(makeCall(call), false)),
  });
  return {
    opened: () => opened,
    tell: (...calls: Partial<Call>[]) => announcer.tell(stateWith(...calls)),
    pass(ms: number) {
      time += ms;
      for (const { at, task } of tasks.splice(0)) {
        if (at <= time) task();
        else tasks.push({ at, task });
      }
    },
  };
}

const dialled = { id: 'a', direction: 'outbound', phase: 'preparing', startedAt: 1_000 } as const;

it('a call that comes in opens the window at once, and once', () => {
  const { tell, opened } = bench();
  tell({ id: 'a', direction: 'inbound', phase: 'incoming' });
  tell({ id: 'a', direction: 'inbound', phase: 'incoming' });
  expect(opened()).toBe(1);
});

it('the window of a dialled call lets the INVITE go first', () => {
  const { tell, opened, pass } = bench();
  tell(dialled);
  expect(opened()).toBe(0);
  tell({ ...dialled, phase: 'calling' });
  expect(opened()).toBe(1);
  pass(1_000);
  expect(opened()).toBe(1);
});

it('a microphone that takes its time holds the window back for a quarter of a second at most', () => {
  const { tell, opened, pass } = bench();
  tell(dialled);
  pass(249);
  expect(opened()).toBe(0);
  pass(1);
  expect(opened()).toBe(1);
  tell({ ...dialled, phase: 'calling' });
  expect(opened()).toBe(1);
});

it('a dialled call that needs the microphone first shows its window at once', () => {
  const { tell, opened } = bench();
  tell({ ...dialled, needsMicrophone: true });
  expect(opened()).toBe(1);
});

it('a dialled call that is over before its INVITE opens no window', () => {
  const { tell, opened, pass } = bench();
  tell(dialled);
  tell({ ...dialled, phase: 'ended' });
  pass(1_000);
  expect(opened()).toBe(0);
});
