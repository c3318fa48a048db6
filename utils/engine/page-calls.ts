import type { createDialling, Dialled } from '@/utils/engine/dialling';
import type { ContentApi } from '@/utils/messaging/apis';
import { readDialRequest, type SenderPage } from '@/utils/messaging/page-request';
import { PhoneError } from '@/utils/phone/phone-service';

interface PageCallsDeps {
  dialling: Pick<ReturnType<typeof createDialling>, 'prepare' | 'dial' | 'confirm'>;
  hangUp: (callId: string) => Promise<void>;
  /** Epoch milliseconds. */
  now: () => number;
}

/** Nobody sets their system to take clicks further apart than this for a double click, milliseconds. */
const TAKEN_BACK_WITHIN = 1_000;

/**
 * Calls that pages ask for: readied at a click, dialled when it stayed the only one, taken back when another made it a double
 * click. Only the frame that asked can take back, and only what it asked for last.
 */
export function createPageCalls({ dialling, hangUp, now }: PageCallsDeps): ContentApi {
  let newest: { frame: string; at: number; undo: Promise<() => unknown> } | undefined;

  const frameOf = (page?: SenderPage) => `${page?.tabId}/${page?.frameId}`;

  function keep(page: SenderPage | undefined, undo: Promise<() => unknown>): void {
    // What failed needs no undoing, and whoever asked is told.
    undo.catch(() => undefined);
    newest = { frame: frameOf(page), at: now(), undo };
  }

  return {
    async prepareFromPage(request, page) {
      const wish = wishOf(request, page);
      if (wish) keep(page, dialling.prepare(wish));
    },

    async dialFromPage(request, page) {
      const wish = wishOf(request, page);
      if (!wish) throw new PhoneError('not-a-number', 'This is not a telephone number.');
      const begun = dialling.dial(wish);
      keep(
        page,
        begun.then(
          (result) => () =>
            'callId' in result ? hangUp(result.callId) : dialling.confirm(result.confirmationId, false),
        ),
      );
      return 'callId' in (await begun) ? 'dialled' : 'asked';
    },

    async takeBackFromPage(_, page) {
      const mine = newest;
      if (mine?.frame !== frameOf(page) || mine.at <= now() - TAKEN_BACK_WITHIN) return;
      newest = undefined;
      await (
        await mine.undo.catch(() => undefined)
      )?.();
    },
  };
}

function wishOf(request: unknown, page: SenderPage | undefined): Dialled | null {
  const wish = readDialRequest(request);
  if (!wish) return null;
  const { number, ext, record, trusted, doubt } = wish;
  return { number, ext, origin: record, from: 'page', host: page?.host ?? '', trusted, doubt };
}
