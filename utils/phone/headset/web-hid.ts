/**
 * The part of WebHID (https://wicg.github.io/webhid/) used here; TypeScript's library has none of it. Usages are 32 bits:
 * the usage page in the upper half, the usage in the lower.
 */
export interface HidItem {
  isAbsolute?: boolean;
  isArray?: boolean;
  isConstant?: boolean;
  isRange?: boolean;
  usages?: number[];
  usageMinimum?: number;
  /** Bits of one field. */
  reportSize?: number;
  /** Fields in a row. */
  reportCount?: number;
  logicalMinimum?: number;
}

export interface HidReport {
  /** 0 where the device numbers none. */
  reportId?: number;
  items?: HidItem[];
}

export interface HidCollection {
  usagePage?: number;
  usage?: number;
  inputReports?: HidReport[];
  outputReports?: HidReport[];
}

export interface HidInputEvent {
  reportId: number;
  data: DataView;
}

/** A device the user granted. */
export interface HidDevice {
  readonly opened: boolean;
  readonly productName: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly collections: readonly HidCollection[];
  open(): Promise<void>;
  close(): Promise<void>;
  /** Takes the permission back. */
  forget(): Promise<void>;
  sendReport(reportId: number, data: Uint8Array<ArrayBuffer>): Promise<void>;
  addEventListener(type: 'inputreport', listener: (event: HidInputEvent) => void): void;
  removeEventListener(type: 'inputreport', listener: (event: HidInputEvent) => void): void;
}

/** `navigator.hid`. */
export interface Hid {
  /** Devices that were granted and are plugged in. */
  getDevices(): Promise<HidDevice[]>;
  /** Asks the user; needs a click. */
  requestDevice(options: { filters: { usagePage: number }[] }): Promise<HidDevice[]>;
  addEventListener(
    type: 'connect' | 'disconnect',
    listener: (event: { readonly device: HidDevice }) => void,
  ): void;
}

/** USB HID Usage Tables 1.5, §11: what headsets and telephones speak. */
export const TELEPHONY_PAGE = 0x0b;

/** WebHID of this document; undefined where the browser has none (Firefox, Safari). */
export function webHid(navigator: object): Hid | undefined {
  return (navigator as { hid?: Hid }).hid;
}
