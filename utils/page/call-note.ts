import { CHIP_WORDS } from '@/utils/page/chip-words';
import { createOverlay, overlayButton } from '@/utils/page/overlay';
import { create } from '@/utils/page/unshadowed';

/** Long enough to read a sentence, and to undo what it tells. */
const SHOWN_MS = 6000;

/** A sentence beside a number, for a few seconds: why no call began, or what was done and can be undone. */
export function createCallNote(
  document: Document,
  text: string,
  { undo, closed }: { undo?: () => void; closed: () => void },
) {
  const overlay = createOverlay(document, () => {
    clearTimeout(timer);
    closed();
  });
  const timer = setTimeout(overlay.close, SHOWN_MS);
  const words = create(document, 'p');
  words.setAttribute('role', 'status');
  overlay.bar.append(words);
  if (undo) {
    const button = overlayButton(document, CHIP_WORDS.undo, (event) => {
      if (event.isTrusted) undo();
      overlay.close();
    });
    button.className = 'other';
    overlay.bar.append(button);
  }
  // Set last: a screen reader tells what changes in a status.
  words.textContent = text;
  return { host: overlay.host, close: overlay.close, place: overlay.place };
}
