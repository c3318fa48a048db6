import { browser } from 'wxt/browser';
import type { DetectionSettings } from '@/utils/page/detection-config';

/** Asks for the sites the settings name. Browsers show their question only inside a click, so nothing is awaited before. */
export async function requestSites({
  mode,
  allow,
}: Pick<DetectionSettings, 'mode' | 'allow'>): Promise<void> {
  const origins = mode === 'everywhere' ? ['https://*/*'] : allow.map((host) => `https://${host}/*`);
  const granted = await browser.permissions.request({ origins });
  if (!granted) throw new Error('The browser did not give access, so numbers there are not marked.');
}
