import type { HidCollection, HidItem, HidReport } from '@/utils/phone/headset/web-hid';

/** Kinds of short items (HID 1.11 §6.2.2). */
const INPUT = 0x80;
const OUTPUT = 0x90;
const COLLECTION = 0xa0;
const END = 0xc0;

interface Globals {
  page: number;
  size: number;
  count: number;
  reportId: number;
  min: number;
}

type Built = Required<HidCollection>;

/** Bytes of a report descriptor as WebHID shows them: what a browser does with a real device's. */
export function readHidDescriptor(hex: string): HidCollection[] {
  const bytes = hex
    .replace(/\s/g, '')
    .match(/../g)!
    .map((byte) => Number.parseInt(byte, 16));
  const top: HidCollection[] = [];
  const open: Built[] = [];
  let globals: Globals = { page: 0, size: 0, count: 0, reportId: 0, min: 0 };
  let usages: number[] = [];
  let range: [number, number] | null = null;
  for (let at = 0; at < bytes.length;) {
    const head = bytes[at]!;
    const length = (head & 3) === 3 ? 4 : head & 3;
    const value = bytes
      .slice(at + 1, at + 1 + length)
      .reduce((sum, byte, index) => sum + byte * 2 ** (8 * index), 0);
    at += 1 + length;
    const usage = globals.page * 0x10000 + value;
    const item = (): HidItem => ({
      isAbsolute: (value & 4) === 0,
      isArray: (value & 2) === 0,
      isConstant: (value & 1) === 1,
      isRange: range !== null,
      ...(range ? { usageMinimum: range[0], usageMaximum: range[1] } : { usages }),
      reportSize: globals.size,
      reportCount: globals.count,
      logicalMinimum: globals.min,
    });
    switch (head & 0xfc) {
      case 0x04:
        globals = { ...globals, page: value };
        break;
      case 0x14:
        globals = { ...globals, min: value };
        break;
      case 0x74:
        globals = { ...globals, size: value };
        break;
      case 0x84:
        globals = { ...globals, reportId: value };
        break;
      case 0x94:
        globals = { ...globals, count: value };
        break;
      case 0x08:
        usages = [...usages, usage];
        break;
      case 0x18:
        range = [usage, usage];
        break;
      case 0x28:
        range = [range?.[0] ?? usage, usage];
        break;
      case COLLECTION: {
        const made: Built = {
          usagePage: globals.page,
          usage: (usages[0] ?? 0) & 0xffff,
          inputReports: [],
          outputReports: [],
        };
        if (open.length === 0) top.push(made);
        open.push(made);
        break;
      }
      case END:
        open.pop();
        break;
      case INPUT:
      case OUTPUT:
        // An item belongs to its collection and to all around it.
        for (const collection of open)
          addItem(
            (head & 0xfc) === INPUT ? collection.inputReports : collection.outputReports,
            globals.reportId,
            item(),
          );
        break;
      default:
    }
    if ([INPUT, OUTPUT, COLLECTION, END].includes(head & 0xfc)) {
      usages = [];
      range = null;
    }
  }
  return top;
}

function addItem(reports: HidReport[], reportId: number, item: HidItem): void {
  const report = reports.find((each) => each.reportId === reportId);
  if (report) report.items!.push(item);
  else reports.push({ reportId, items: [item] });
}
