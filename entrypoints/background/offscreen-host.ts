import { browser } from 'wxt/browser';

let starting: Promise<void> | null = null;

async function exists(): Promise<boolean> {
  const contexts = await browser.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT' as never] });
  return contexts.length > 0;
}

async function create(): Promise<void> {
  try {
    // Resolves after the load event: the document's module has run by then and its listeners are attached.
    await browser.offscreen.createDocument({
      url: 'offscreen.html',
      // Not AUDIO_PLAYBACK: that reason ends the document after 30 s of silence.
      reasons: ['USER_MEDIA' as never, 'WEB_RTC' as never],
      justification: 'Holds the telephone line and carries the sound of calls.',
    });
  } catch (error) {
    // Two events may race through check-then-create: the loser is told there is one already.
    if (!(await exists())) throw error;
  }
}

/** Makes sure that the engine runs in the offscreen document, and only once. */
export function ensureOffscreen(): Promise<void> {
  starting ??= (async () => {
    if (!(await exists())) await create();
  })().finally(() => {
    starting = null;
  });
  return starting;
}
