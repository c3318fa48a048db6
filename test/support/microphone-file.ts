import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toneWav } from './wav.ts';

/** Steady tones are noise to a noise suppressor: the settings with which they are heard. */
export const CLEAN_MICROPHONE = { noiseSuppression: false, autoGainControl: false, echoCancellation: false };

/** A WAV file with a steady tone for a browser's fake microphone; gone when this process ends. */
export function microphoneFile(hz: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'switchhook-microphone-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'tone.wav');
  writeFileSync(file, toneWav(hz, 10, 48_000));
  return file;
}
