import { type ButtonAction, type CallView, lampsFor } from '@/utils/phone/headset/call-view';
import { type HeadsetMap, mapHeadset } from '@/utils/phone/headset/headset-map';
import { DARK, type Lamps, readControls, writeLamps } from '@/utils/phone/headset/headset-report';
import { NEW_HEADSET, stepHeadset } from '@/utils/phone/headset/headset-step';
import type { Hid, HidDevice, HidInputEvent } from '@/utils/phone/headset/web-hid';

/** The headsets that are plugged in and were granted. */
export interface Headsets {
  /** Shows how calls stand. */
  show(view: CallView): void;
  /** Looks for devices again: one was granted just now, or taken back. */
  refresh(): Promise<void>;
}

const IDLE: CallView = { muted: false, held: false };

/** Joins headsets by WebHID: their buttons become actions, calls become their lamps. Plugging in and out is followed. */
export function createHeadsets(
  hid: Hid,
  { onAction, now }: { onAction: (action: ButtonAction) => void; now: () => number },
): Headsets {
  const connected = new Map<HidDevice, ReturnType<typeof connect>>();
  let view = IDLE;

  function add(device: HidDevice): void {
    if (connected.has(device)) return;
    const map = mapHeadset(device.collections);
    if (!map) return;
    const headset = connect(device, map, { onAction, now, view: () => view });
    connected.set(device, headset);
    headset.show(lampsFor(view));
  }

  function remove(device: HidDevice): void {
    connected.get(device)?.close();
    connected.delete(device);
  }

  async function refresh(): Promise<void> {
    const devices = await hid.getDevices().catch((): HidDevice[] => []);
    for (const device of connected.keys()) if (!devices.includes(device)) remove(device);
    devices.forEach(add);
  }

  hid.addEventListener('connect', ({ device }) => add(device));
  hid.addEventListener('disconnect', ({ device }) => remove(device));
  void refresh();

  return {
    show(next) {
      view = next;
      for (const headset of connected.values()) headset.show(lampsFor(view));
    },
    refresh,
  };
}

function connect(
  device: HidDevice,
  map: HeadsetMap,
  {
    onAction,
    now,
    view,
  }: { onAction: (action: ButtonAction) => void; now: () => number; view: () => CallView },
) {
  let state = NEW_HEADSET;
  let shown = DARK;
  /** It waits for our word even if nothing changes. */
  let isStale = false;
  let closed = false;
  // One after the other: a headset that gets two reports at once may lose one.
  let sending: Promise<unknown> = open();

  async function open(): Promise<void> {
    try {
      if (!device.opened) await device.open();
    } catch {
      // Another program has it for itself, or it is gone already.
    }
  }

  function send(lamps: Lamps): void {
    for (const { reportId, data } of writeLamps(map, lamps))
      sending = sending.then(() => (closed ? undefined : device.sendReport(reportId, data))).catch(() => {});
  }

  function onReport({ reportId, data }: HidInputEvent): void {
    const step = stepHeadset(state, readControls(map, reportId, data), view(), now());
    state = step.state;
    if (step.show === 'again') send(shown);
    isStale ||= step.show === 'next';
    step.actions.forEach(onAction);
  }

  device.addEventListener('inputreport', onReport);
  return {
    show(lamps: Lamps): void {
      if (!isStale && JSON.stringify(lamps) === JSON.stringify(shown)) return;
      isStale = false;
      if (lamps.mute !== shown.mute) state = { ...state, muteShownAt: now() };
      shown = lamps;
      send(lamps);
    },
    close(): void {
      closed = true;
      device.removeEventListener('inputreport', onReport);
      void device.close().catch(() => {});
    },
  };
}
