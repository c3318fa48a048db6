import { expect, it } from 'vitest';
import { colleagueLines, pickupNumber } from '@/utils/engine/colleagues';
import { createLineLog } from '@/utils/engine/line-log';
import { createMicrophoneWait } from '@/utils/engine/microphone-wait';
import type { PhoneStatus } from '@/utils/phone/phone-status';
import { PhoneError } from '@/utils/phone/phone-service';

const status = (change: Partial<PhoneStatus>): PhoneStatus => ({
  line: 'registered',
  address: '1001@pbx.example',
  server: 'pbx.example',
  doNotDisturb: false,
  microphone: 'granted',
  ...change,
});

it('the line is remembered by its changes, and only by the newest', () => {
  let now = 0;
  const log = createLineLog(() => ++now);
  log.notice(status({ line: 'connecting' }));
  log.notice(status({}));
  log.notice(status({ doNotDisturb: true }));
  expect(log.moments().map(({ line }) => line)).toEqual(['connecting', 'registered']);
  for (let i = 0; i < 100; i++)
    log.notice(status({ line: 'problem', problem: 'rejected', sipStatus: 500 + i }));
  expect(log.moments()).toHaveLength(30);
  expect(log.moments().at(-1)).toMatchObject({ sipStatus: 599 });
});

it('colleagues stand in the order of the settings, and nothing is known of them without a line', () => {
  const colleagues = [
    { number: '1003', name: 'Ben' },
    { number: '1002', name: 'Anna' },
  ];
  const presence = { '1002': 'busy', '9': 'idle' } as const;
  expect(colleagueLines(colleagues, { line: 'registered', presence })).toEqual([
    { number: '1003', name: 'Ben', state: 'unknown' },
    { number: '1002', name: 'Anna', state: 'busy' },
  ]);
  expect(colleagueLines(colleagues, { line: 'problem', presence }).map(({ state }) => state)).toEqual([
    'unknown',
    'unknown',
  ]);
});

it('a pickup code stands alone, or with the extension where the PBX wants it', () => {
  expect(pickupNumber('*8', '1002')).toBe('*8');
  expect(pickupNumber('**{extension}#', '1002')).toBe('**1002#');
  expect(pickupNumber('', '1002')).toBeNull();
});

it('the page that asks for the microphone opens once for each call that begins to wait', () => {
  let opened = 0;
  const wait = createMicrophoneWait(async () => void opened++);
  const call = (id: string, needsMicrophone: boolean) => ({
    id,
    phase: 'preparing' as const,
    needsMicrophone,
  });
  wait.notice([call('a', false)]);
  expect(opened).toBe(0);
  wait.notice([call('a', true)]);
  wait.notice([call('a', true)]);
  expect(opened).toBe(1);
  wait.notice([call('a', false)]);
  wait.notice([call('a', true)]);
  expect(opened).toBe(2);
});

it('an answer that needed the microphone is given once it is there, and only once', async () => {
  let allowed = false;
  let answers = 0;
  const wait = createMicrophoneWait(async () => undefined);
  const answer = async () => {
    if (!allowed) throw new PhoneError('no-microphone', 'Allow it.');
    answers++;
  };
  await expect(wait.run(answer)).rejects.toMatchObject({ kind: 'no-microphone' });
  allowed = true;
  await wait.granted();
  await wait.granted();
  expect(answers).toBe(1);
});
