import type { HeadsetPort } from '@/components/options/headset-port';
import { mapHeadset } from '@/utils/phone/headset/headset-map';
import { type HidDevice, TELEPHONY_PAGE, webHid } from '@/utils/phone/headset/web-hid';

const idOf = ({ vendorId, productId, productName }: HidDevice) => `${vendorId}:${productId}:${productName}`;

/**
 * Headsets whose buttons may be used. A permission given here serves the engine's document as well, but the browser does not
 * tell it: `onChange` does. Undefined where the browser has no WebHID.
 */
export function createHeadsetPort(onChange: () => Promise<void>): HeadsetPort | undefined {
  const hid = webHid(navigator);
  if (!hid) return undefined;
  const devices = async () =>
    (await hid.getDevices()).filter(({ collections }) => mapHeadset(collections) !== null);
  return {
    async list() {
      // A headset shows itself as several devices where it has several HID interfaces.
      const named = new Map((await devices()).map((device) => [idOf(device), device.productName]));
      return [...named].map(([id, name]) => ({ id, name: name || 'Headset' }));
    },
    async connect() {
      const chosen = await hid.requestDevice({ filters: [{ usagePage: TELEPHONY_PAGE }] }).catch(() => {
        throw new Error('The browser does not let extensions use headset buttons here.');
      });
      if (chosen.length > 0 && !chosen.some(({ collections }) => mapHeadset(collections)))
        throw new Error('This device has no buttons that a phone could use.');
      await onChange();
    },
    async forget(id) {
      await Promise.all(
        (await devices()).filter((device) => idOf(device) === id).map((each) => each.forget()),
      );
      await onChange();
    },
    watch(listener) {
      hid.addEventListener('connect', listener);
      hid.addEventListener('disconnect', listener);
    },
  };
}
