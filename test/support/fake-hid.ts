import type { Hid, HidDevice, HidInputEvent } from '@/utils/phone/headset/web-hid';
import { readHidDescriptor } from './hid-descriptor';

/** A headset on the desk, from its report descriptor. */
export interface FakeHeadset {
  device: HidDevice;
  /** What it was shown, as `report: bytes`. */
  shown: string[];
  /** Sends an input report. */
  press(reportId: number, ...bytes: number[]): void;
  /** Reports that were sent arrived, in order. */
  settled(): Promise<void>;
}

export function fakeHeadset(descriptor: string, productName = 'Headset'): FakeHeadset {
  const listeners = new Set<(event: HidInputEvent) => void>();
  const shown: string[] = [];
  let opened = false;
  const device: HidDevice = {
    get opened() {
      return opened;
    },
    productName,
    vendorId: 1,
    productId: 2,
    collections: readHidDescriptor(descriptor),
    open: async () => void (opened = true),
    close: async () => void (opened = false),
    forget: async () => undefined,
    async sendReport(reportId, data) {
      if (!opened) throw new DOMException('The device must be opened first.', 'InvalidStateError');
      shown.push(`${reportId}: ${[...data].join(' ')}`);
    },
    addEventListener: (_, listener) => void listeners.add(listener),
    removeEventListener: (_, listener) => void listeners.delete(listener),
  };
  return {
    device,
    shown,
    press(reportId, ...bytes) {
      const data = new DataView(Uint8Array.from(bytes).buffer);
      for (const listener of listeners) listener({ reportId, data });
    },
    async settled() {
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    },
  };
}

/** `navigator.hid` with headsets that were granted before. */
export function fakeHid(
  ...plugged: HidDevice[]
): Hid & { plug(device: HidDevice): void; unplug(device: HidDevice): void } {
  let devices = plugged;
  const listeners = { connect: new Set<Listener>(), disconnect: new Set<Listener>() };
  return {
    getDevices: async () => devices,
    requestDevice: async () => devices,
    addEventListener: (type, listener) => void listeners[type].add(listener),
    plug(device) {
      devices = [...devices, device];
      for (const listener of listeners.connect) listener({ device });
    },
    unplug(device) {
      devices = devices.filter((each) => each !== device);
      for (const listener of listeners.disconnect) listener({ device });
    },
  };
}

type Listener = (event: { readonly device: HidDevice }) => void;
