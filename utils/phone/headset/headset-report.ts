import type { HeadsetControl, HeadsetLamp, HeadsetMap } from '@/utils/phone/headset/headset-map';

/** Lamps that are lit. */
export type Lamps = Readonly<Record<HeadsetLamp, boolean>>;

export const DARK: Lamps = { 'off-hook': false, mute: false, ring: false, hold: false };

/** What an input report says of each control in it; a report that is too short says nothing of what it lacks. */
export function readControls(
  { controls }: HeadsetMap,
  reportId: number,
  data: DataView,
): Map<HeadsetControl, { on: boolean; latching: boolean }> {
  const found = new Map<HeadsetControl, { on: boolean; latching: boolean }>();
  for (const { control, reportId: id, bit, size, on, latching } of controls) {
    if (id !== reportId || bit + size > data.byteLength * 8) continue;
    const pressed = bitsAt(data, bit, size) === on;
    // Two fields may stand for one control (a button and its twin): either will do.
    found.set(control, { on: pressed || (found.get(control)?.on ?? false), latching });
  }
  return found;
}

/** HID is little-endian, and fields may lie across bytes. */
function bitsAt(data: DataView, bit: number, size: number): number {
  let value = 0;
  for (let i = 0; i < size; i++) {
    const at = bit + i;
    value += ((data.getUint8(at >> 3) >> (at & 7)) & 1) * 2 ** i;
  }
  return value;
}

/** The output reports that show these lamps, each whole: a report says something of every lamp in it. */
export function writeLamps(
  { lamps, outputBytes }: HeadsetMap,
  lit: Lamps,
): { reportId: number; data: Uint8Array<ArrayBuffer> }[] {
  const reports = new Map<number, Uint8Array<ArrayBuffer>>();
  for (const { lamp, reportId, bit } of lamps) {
    const data = reports.get(reportId) ?? new Uint8Array(outputBytes.get(reportId) ?? 0);
    reports.set(reportId, data);
    if (lit[lamp]) data[bit >> 3]! |= 1 << (bit & 7);
  }
  return [...reports].map(([reportId, data]) => ({ reportId, data }));
}
