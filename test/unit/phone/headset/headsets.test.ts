import { describe, expect, it } from 'vitest';
import type { ButtonAction, CallView } from '@/utils/phone/headset/call-view';
import { createHeadsets } from '@/utils/phone/headset/headsets';
import { createMediaKeys } from '@/utils/phone/headset/media-keys';
import type { HidDevice } from '@/utils/phone/headset/web-hid';
import { fakeHeadset, fakeHid } from '../../../support/fake-hid';
import { JABRA_LAYOUT, KEYBOARD } from './descriptors';

const NOTHING: CallView = { muted: false, held: false };
const RINGS: CallView = { ...NOTHING, ringing: 'in' };
const TALKS: CallView = { ...NOTHING, current: 'in' };

async function start(...devices: HidDevice[]) {
  const hid = fakeHid(...devices);
  const actions: ButtonAction[] = [];
  let clock = 0;
  const headsets = createHeadsets(hid, {
    onAction: (action) => actions.push(action),
    now: () => (clock += 1000),
  });
  await headsets.refresh();
  return { hid, headsets, actions };
}

describe('a headset at the phone', () => {
  it('rings, answers, is muted from both sides and hangs up, lamp and key in step', async () => {
    const jabra = fakeHeadset(JABRA_LAYOUT);
    const { headsets, actions } = await start(jabra.device);
    headsets.show(RINGS);
    jabra.press(2, 0b0001, 0);
    headsets.show(TALKS);
    headsets.show({ ...TALKS, muted: true });
    headsets.show(TALKS);
    jabra.press(2, 0, 0);
    headsets.show(NOTHING);
    await jabra.settled();
    expect(jabra.shown).toEqual(['2: 36 0', '2: 1 0', '2: 3 0', '2: 1 0', '2: 0 0']);
    expect(actions).toEqual([
      { type: 'answer', callId: 'in' },
      { type: 'hang-up', callId: 'in' },
    ]);
  });

  it('is told once that a call stands, however soon the answer follows the press', async () => {
    const jabra = fakeHeadset(JABRA_LAYOUT);
    const hid = fakeHid(jabra.device);
    const headsets = createHeadsets(hid, { onAction: () => headsets.show(TALKS), now: () => 0 });
    await headsets.refresh();
    headsets.show(RINGS);
    jabra.press(2, 1, 0);
    headsets.show(TALKS);
    await jabra.settled();
    expect(jabra.shown).toEqual(['2: 36 0', '2: 1 0']);
  });

  it('is shown the lamps anew when another call is left after the one it ended', async () => {
    const jabra = fakeHeadset(JABRA_LAYOUT);
    const { headsets } = await start(jabra.device);
    headsets.show({ ...TALKS, other: 'b' });
    jabra.press(2, 1, 0);
    jabra.press(2, 0, 0);
    // The held call is what is left: the same lamps, but the headset has closed its sound meanwhile.
    headsets.show({ ...NOTHING, current: 'b', held: true });
    await jabra.settled();
    expect(jabra.shown).toEqual(['2: 9 0', '2: 9 0']);
  });

  it('that is unplugged and plugged in again in a call shows the call, and its keys work', async () => {
    const jabra = fakeHeadset(JABRA_LAYOUT);
    const { hid, headsets, actions } = await start(jabra.device);
    headsets.show({ ...TALKS, muted: true });
    await jabra.settled();
    hid.unplug(jabra.device);
    jabra.press(2, 1, 0);
    expect(actions).toEqual([]);
    const again = fakeHeadset(JABRA_LAYOUT);
    hid.plug(again.device);
    await again.settled();
    expect(again.shown).toEqual(['2: 3 0']);
    again.press(2, 0b101, 0);
    expect(actions).toEqual([{ type: 'mute', callId: 'in', muted: false }]);
  });

  it('that was granted later is found, and one taken back is left alone', async () => {
    const jabra = fakeHeadset(JABRA_LAYOUT);
    const { hid, headsets, actions } = await start();
    headsets.show(RINGS);
    const others = await hid.getDevices();
    hid.plug(jabra.device);
    jabra.press(2, 1, 0);
    expect(actions).toHaveLength(1);
    hid.getDevices = async () => others;
    await headsets.refresh();
    jabra.press(2, 0, 0);
    jabra.press(2, 1, 0);
    expect(actions).toHaveLength(1);
    expect(jabra.device.opened).toBe(false);
  });

  it('is the only thing that is opened', async () => {
    const keyboard = fakeHeadset(KEYBOARD);
    await start(keyboard.device);
    expect(keyboard.device.opened).toBe(false);
  });

  it('that another program keeps for itself disturbs nobody', async () => {
    const jabra = fakeHeadset(JABRA_LAYOUT);
    jabra.device.open = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    const { headsets } = await start(jabra.device);
    headsets.show(TALKS);
    await jabra.settled();
    expect(jabra.shown).toEqual([]);
  });
});

describe('media keys', () => {
  it('work where the browser knows them, and harm nothing where it does not', () => {
    const handlers = new Map<string, (() => void) | null>();
    const actions: ButtonAction[] = [];
    const keys = createMediaKeys(
      {
        setActionHandler(action, handler) {
          if (action === 'hangup') throw new TypeError('unknown action');
          handlers.set(action, handler);
        },
      },
      (action) => actions.push(action),
    );
    keys.show(RINGS);
    handlers.get('play')?.();
    keys.show(TALKS);
    expect(handlers.get('play')).toBeNull();
    handlers.get('togglemicrophone')?.();
    keys.show(NOTHING);
    expect([...handlers.values()].every((handler) => handler === null)).toBe(true);
    expect(actions).toEqual([
      { type: 'answer', callId: 'in' },
      { type: 'mute', callId: 'in', muted: true },
    ]);
  });
});
