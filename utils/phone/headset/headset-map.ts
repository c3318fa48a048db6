import type { HidCollection, HidItem } from '@/utils/phone/headset/web-hid';

/** A button or switch of a headset. */
export type HeadsetControl = 'hook' | 'mute' | 'flash' | 'hold' | 'reject';

/** What a headset shows, and acts upon: most open their sound and start ringing by these. */
export type HeadsetLamp = 'off-hook' | 'mute' | 'ring' | 'hold';

/** Where a control stands in an input report. */
export interface ControlField {
  control: HeadsetControl;
  reportId: number;
  /** First bit, counted from the start of the report without its id. */
  bit: number;
  size: number;
  /** The value that means "on": 1 for a bit of its own, the place in the list for an array field. */
  on: number;
  /** Stays on until it is switched off (HID "absolute"); else it is on only while it is pressed ("relative"). */
  latching: boolean;
}

/** Where a lamp stands in an output report. */
export interface LampField {
  lamp: HeadsetLamp;
  reportId: number;
  bit: number;
}

/** What a headset can do, as its report descriptor says. */
export interface HeadsetMap {
  controls: ControlField[];
  lamps: LampField[];
  /** Bytes of each output report, without the id. */
  outputBytes: ReadonlyMap<number, number>;
}

/** USB HID Usage Tables 1.5: telephony page 0x0B. */
const CONTROLS: Readonly<Record<number, HeadsetControl>> = {
  0x0b0020: 'hook',
  0x0b002f: 'mute',
  0x0b0021: 'flash',
  0x0b0023: 'hold',
  0x0b0026: 'reject', // Drop
  0x0b0007: 'reject', // Programmable Button: Jabra and Poly send it for a long press while it rings
};

/** LED page 0x08, and the Ringer of the telephony page. */
const LAMPS: Readonly<Record<number, HeadsetLamp>> = {
  0x080017: 'off-hook',
  0x080009: 'mute',
  0x080018: 'ring',
  0x0b009e: 'ring',
  0x080020: 'hold',
};

/** Reads a device's report descriptor; null when it is no headset with buttons. */
export function mapHeadset(collections: readonly HidCollection[]): HeadsetMap | null {
  const controls = [...reportsOf(collections, 'inputReports')].flatMap(([id, items]) =>
    fieldsOf(items).flatMap((field) => controlsOf(field, id)),
  );
  const outputs = reportsOf(collections, 'outputReports');
  const lamps = [...outputs].flatMap(([reportId, items]) =>
    fieldsOf(items).flatMap(({ usage, bit, size }) => {
      const lamp = usage === undefined ? undefined : LAMPS[usage];
      return lamp && size === 1 ? [{ lamp, reportId, bit }] : [];
    }),
  );
  const outputBytes = new Map([...outputs].map(([id, items]) => [id, Math.ceil(bitsOf(items) / 8)]));
  if (controls.length === 0) return null;
  return { controls, lamps, outputBytes };
}

/** The items of each report, in the order of their bits. Browsers list the items of nested collections in the outermost. */
function reportsOf(
  collections: readonly HidCollection[],
  kind: 'inputReports' | 'outputReports',
): Map<number, HidItem[]> {
  const reports = new Map<number, HidItem[]>();
  for (const { reportId = 0, items = [] } of collections.flatMap((collection) => collection[kind] ?? []))
    reports.set(reportId, [...(reports.get(reportId) ?? []), ...items]);
  return reports;
}

interface Field {
  item: HidItem;
  bit: number;
  size: number;
  /** Undefined for padding and for arrays, whose value names the usage. */
  usage?: number;
}

function fieldsOf(items: readonly HidItem[]): Field[] {
  const fields: Field[] = [];
  let bit = 0;
  for (const item of items) {
    const { reportSize: size = 0, reportCount: count = 0 } = item;
    for (let index = 0; index < Math.min(count, 256); index++)
      fields.push({ item, bit: bit + index * size, size, usage: usageAt(item, index) });
    bit += size * count;
  }
  return fields;
}

const bitsOf = (items: readonly HidItem[]) =>
  items.reduce((sum, { reportSize = 0, reportCount = 0 }) => sum + reportSize * reportCount, 0);

function usageAt(item: HidItem, index: number): number | undefined {
  // "Constant" says nothing here: Jabra's layout marks its hook and mute fields so, and padding has no usage.
  if (item.isArray) return undefined;
  if (item.isRange) return (item.usageMinimum ?? 0) + index;
  // HID 1.11 §6.2.2.8: the last usage stands for all fields that follow.
  return item.usages?.[index] ?? item.usages?.at(-1);
}

function controlsOf({ item, bit, size, usage }: Field, reportId: number): ControlField[] {
  const latching = item.isAbsolute !== false;
  if (usage !== undefined) {
    const control = CONTROLS[usage];
    return control && size === 1 ? [{ control, reportId, bit, size, on: 1, latching }] : [];
  }
  if (!item.isArray || item.isConstant) return [];
  return (item.usages ?? []).flatMap((each, index) => {
    const control = CONTROLS[each];
    // An array field tells what is pressed right now, whatever its flags say.
    return control
      ? [{ control, reportId, bit, size, on: (item.logicalMinimum ?? 0) + index, latching: false }]
      : [];
  });
}
