/**
 * Six digits close together, in any of the scripts most numbers are written in, or a toll-free code before letters. Only
 * Latin letters part them here: to load the browser's table of all letters takes longer than the search.
 */
const CANDIDATE =
  /[\d\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19](?:[^A-Za-z\d\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]{0,5}[\d\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]){5}|8\d\d[-. )]{1,2}[A-Z\d]{2}/;
const CALLABLE =
  'a[href^="tel:" i],a[href^="callto:" i],a[href^="sip:" i],a[href^="skype:" i],a[href*="wa.me/"],zpb-phone,crux-phone-component';
const MOST_TEXT = 2_000_000;

/**
 * Whether a page may hold a number at all. Deliberately coarse and cheap: it decides if the engine is loaded, not what is
 * a number. Digits spread over elements count as neighbours.
 */
export function mayHoldNumbers(root: Document | Element): boolean {
  const scope = root.nodeType === 9 ? (root as Document).body : (root as Element);
  if (!scope) return false;
  if (CANDIDATE.test((scope.textContent ?? '').slice(0, MOST_TEXT))) return true;
  if (scope.querySelector(CALLABLE)) return true;
  for (const field of scope.querySelectorAll('input'))
    if ((field.type === 'tel' || field.type === 'text') && CANDIDATE.test(field.value)) return true;
  for (const element of scope.querySelectorAll('*')) {
    if (element.shadowRoot && mayHoldNumbers(element.shadowRoot as unknown as Element)) return true;
    if (element.tagName === 'IFRAME' && frameMay(element as HTMLIFrameElement)) return true;
  }
  return false;
}

function frameMay(frame: HTMLIFrameElement): boolean {
  try {
    return frame.contentDocument !== null && mayHoldNumbers(frame.contentDocument);
  } catch {
    return false;
  }
}

const LOOK_AGAIN_MS = 250;

/** Resolves once the page may hold a number. Until then it looks again when the page changes, at most four times a second. */
export function whenNumbersMay(document: Document, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (mayHoldNumbers(document)) return resolve();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pause = LOOK_AGAIN_MS;
    const look = () => {
      timer = undefined;
      const start = performance.now();
      if (mayHoldNumbers(document)) {
        observer.disconnect();
        resolve();
      } else pause = Math.max(LOOK_AGAIN_MS, 50 * (performance.now() - start));
    };
    const observer = new MutationObserver(() => {
      timer ??= setTimeout(look, pause);
    });
    observer.observe(document, { subtree: true, childList: true, characterData: true });
    signal.addEventListener('abort', () => {
      observer.disconnect();
      clearTimeout(timer);
    });
  });
}
