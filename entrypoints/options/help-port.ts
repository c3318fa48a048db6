import { browser } from 'wxt/browser';
import type { HelpPort } from '@/components/options/help-port';
import { webHid } from '@/utils/phone/headset/web-hid';

const STATES: Record<PermissionState, string> = {
  granted: 'allowed',
  prompt: 'not asked yet',
  denied: 'blocked',
};

async function microphoneState(): Promise<string> {
  try {
    const { state } = await navigator.permissions.query({ name: 'microphone' as PermissionName });
    return STATES[state];
  } catch {
    return 'this browser does not tell';
  }
}

async function deviceNames(kind: MediaDeviceKind): Promise<string[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter((device) => device.kind === kind)
    .map(({ label }) => label || 'A device whose name the browser hides');
}

/** Sites beside those every user has, by name; one word for all of them. */
async function siteStates(): Promise<string> {
  const { origins = [] } = await browser.permissions.getAll();
  return origins.includes('https://*/*') ? 'all' : String(origins.length);
}

async function headsetState(): Promise<string> {
  const hid = webHid(navigator);
  if (!hid) return 'this browser cannot';
  const names = (await hid.getDevices()).map(({ productName }) => productName);
  return names.length > 0 ? [...new Set(names)].join(', ') : 'none chosen';
}

/** What the browser tells about itself. */
export function createHelpPort(): HelpPort {
  return {
    facts: async () => ({
      version: browser.runtime.getManifest().version,
      browser: navigator.userAgent,
      permissions: [
        ['Microphone', await microphoneState()],
        ['Notifications', STATES[Notification.permission === 'default' ? 'prompt' : Notification.permission]],
        ['Headset buttons', await headsetState()],
        ['Sites', await siteStates()],
      ],
      microphones: await deviceNames('audioinput'),
      speakers: await deviceNames('audiooutput'),
      online: navigator.onLine,
    }),
  };
}
