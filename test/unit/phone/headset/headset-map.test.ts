import { describe, expect, it } from 'vitest';
import { type HeadsetMap, mapHeadset } from '@/utils/phone/headset/headset-map';
import { DARK, readControls, writeLamps } from '@/utils/phone/headset/headset-report';
import { readHidDescriptor } from '../../../support/hid-descriptor';
import { ARRAY_KEYS, DELL_SP325, JABRA_LAYOUT, KEYBOARD, LOGITECH_MX_BRIO, POLY_LAYOUT } from './descriptors';

const mapOf = (descriptor: string): HeadsetMap => mapHeadset(readHidDescriptor(descriptor))!;

/** Report, bit and kind of each control. */
const controlsOf = ({ controls }: HeadsetMap) =>
  controls.map(
    ({ control, reportId, bit, latching }) => `${control} ${reportId}.${bit}${latching ? ' latching' : ''}`,
  );
const lampsOf = ({ lamps }: HeadsetMap) =>
  lamps.map(({ lamp, reportId, bit }) => `${lamp} ${reportId}.${bit}`);
const view = (...bytes: number[]) => new DataView(Uint8Array.from(bytes).buffer);
const pressed = (map: HeadsetMap, reportId: number, ...bytes: number[]) =>
  [...readControls(map, reportId, view(...bytes))].filter(([, { on }]) => on).map(([control]) => control);

describe('a headset is read from its own description', () => {
  it.each([
    [
      'Jabra',
      JABRA_LAYOUT,
      ['hook 2.0 latching', 'mute 2.2', 'flash 2.3', 'reject 2.10 latching'],
      ['off-hook 2.0', 'mute 2.1', 'ring 2.2', 'hold 2.3', 'ring 2.5'],
    ],
    [
      'Poly',
      POLY_LAYOUT,
      ['hook 8.0 latching', 'mute 8.4', 'flash 8.5', 'reject 8.7 latching'],
      ['mute 9.0', 'off-hook 23.0', 'ring 24.0', 'hold 32.0'],
    ],
    [
      'Dell',
      DELL_SP325,
      ['hook 5.0 latching', 'mute 5.1', 'flash 5.3'],
      ['off-hook 5.0', 'mute 5.1', 'ring 5.2', 'hold 5.3'],
    ],
    ['Logitech', LOGITECH_MX_BRIO, ['mute 8.0', 'hook 8.1 latching'], ['mute 8.0']],
    ['a handset with an array of keys', ARRAY_KEYS, ['hook 0.0', 'mute 0.0'], []],
  ])('%s', (_, descriptor, controls, lamps) => {
    expect(controlsOf(mapOf(descriptor))).toEqual(controls);
    expect(lampsOf(mapOf(descriptor))).toEqual(lamps);
  });

  it('takes nothing else for a headset', () => {
    expect(mapHeadset(readHidDescriptor(KEYBOARD))).toBeNull();
    expect(mapHeadset([])).toBeNull();
    expect(mapHeadset([{ usagePage: 0x0b, inputReports: [{}] }])).toBeNull();
  });
});

describe('a report', () => {
  it('is read where the description says', () => {
    const jabra = mapOf(JABRA_LAYOUT);
    expect(pressed(jabra, 2, 0b0000_0001, 0)).toEqual(['hook']);
    expect(pressed(jabra, 2, 0b0000_0101, 0)).toEqual(['hook', 'mute']);
    expect(pressed(jabra, 2, 0b0000_1001, 0)).toEqual(['hook', 'flash']);
    expect(pressed(jabra, 2, 0, 0b100)).toEqual(['reject']);
    expect(pressed(jabra, 1, 0xff)).toEqual([]);
    expect(pressed(mapOf(ARRAY_KEYS), 0, 2)).toEqual(['mute']);
    expect(pressed(mapOf(ARRAY_KEYS), 0, 0)).toEqual([]);
  });

  it('that is cut short says nothing of what it lacks', () => {
    expect(readControls(mapOf(JABRA_LAYOUT), 2, view()).size).toBe(0);
    expect([...readControls(mapOf(JABRA_LAYOUT), 2, view(1)).keys()]).toEqual(['hook', 'mute', 'flash']);
  });
});

describe('lamps', () => {
  const inCall = { ...DARK, 'off-hook': true, mute: true };

  it('of one report are written together, in its full length', () => {
    expect(writeLamps(mapOf(JABRA_LAYOUT), inCall)).toEqual([{ reportId: 2, data: Uint8Array.of(0b11, 0) }]);
    expect(writeLamps(mapOf(JABRA_LAYOUT), { ...DARK, ring: true })).toEqual([
      { reportId: 2, data: Uint8Array.of(0b10_0100, 0) },
    ]);
  });

  it('of reports of their own are written apart', () => {
    expect(writeLamps(mapOf(POLY_LAYOUT), inCall)).toEqual([
      { reportId: 9, data: Uint8Array.of(1) },
      { reportId: 23, data: Uint8Array.of(1) },
      { reportId: 24, data: Uint8Array.of(0) },
      { reportId: 32, data: Uint8Array.of(0) },
    ]);
  });

  it('a headset without any is shown nothing', () => {
    expect(writeLamps(mapOf(ARRAY_KEYS), inCall)).toEqual([]);
  });
});
