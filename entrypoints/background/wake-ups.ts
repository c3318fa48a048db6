import { browser } from 'wxt/browser';
import { onSettingsChanged } from '@/utils/settings/store';

const ALARM = 'tick';

async function keepAlarm(): Promise<void> {
  if (!(await browser.alarms.get(ALARM))) await browser.alarms.create(ALARM, { periodInMinutes: 1 });
}

/**
 * Everything that may find the engine gone starts it again: browser start, installation, the minute's alarm, changed settings.
 * All listeners are attached in the worker's first turn, or the event that woke it is missed.
 */
export function listenToWakeUps(wake: {
  start: () => void;
  tick: () => void;
  settingsChanged: () => void;
  installed: () => void;
}): void {
  browser.runtime.onStartup.addListener(wake.start);
  browser.runtime.onInstalled.addListener(({ reason }) => {
    wake.start();
    if (reason === 'install') wake.installed();
  });
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM) wake.tick();
  });
  onSettingsChanged(wake.settingsChanged);
  // Alarms may be lost with a browser restart, so each start of the worker makes sure of it.
  void keepAlarm();
}
