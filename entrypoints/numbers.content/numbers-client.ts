import type { ContentApi, ShellPageApi } from '@/utils/messaging/apis';
import type { NumbersApi, NumbersReport, PageDetection } from '@/utils/messaging/page-api';
import { remote, RpcError } from '@/utils/messaging/rpc';
import { whenNumbersMay } from '@/utils/page/candidates';
import type { CallKit } from '@/utils/page/call-kit';
import { outcomeOfRefusal } from '@/utils/page/chip-words';
import type { DialOutcome } from '@/utils/page/chip-words';
import { bridge } from '@/utils/page/engine-bridge';
import type { FoundNumber } from '@/utils/page/found-number';
import type { PageDial } from '@/utils/page/page-dial';
import type { createPageNumbers, PageNumbers } from '@/utils/page/page-numbers';

/** Joins the page's numbers with the extension: settings in, calls out, and the list for the popup. */
export function createNumbersClient(signal: AbortSignal) {
  const shell = remote<Pick<ShellPageApi, 'ensureEngine'>>('shell');
  // A worker that is stopped while it answers is asked again: the message itself starts it.
  const numbersApi = remote<NumbersApi>('numbers', async () => {});
  const engine = remote<ContentApi>('engine', () => shell.ensureEngine());
  const keys = new WeakMap<FoundNumber, string>();
  let numbers: PageNumbers | undefined;
  let detection: PageDetection | undefined;
  let callKit: Promise<CallKit | undefined> | undefined;
  let nextKey = 1;

  async function start(): Promise<void> {
    await whenNumbersMay(document, signal);
    await load(false);
  }

  /** The engine script, once in the frame, hands over what makes numbers callable. */
  async function load(always: boolean): Promise<void> {
    let create: typeof createPageNumbers | undefined;
    bridge().start = (given) => {
      create = given;
    };
    const answer = await numbersApi.injectEngine(always);
    detection = { ...answer, enabled: answer.enabled || always };
    if (numbers || !create || signal.aborted) return;
    numbers = create(document, {
      ...detection,
      // Whether it was prepared, or was too late to be taken back, the call itself tells.
      prepare: (request) => void engine.prepareFromPage(request).catch(() => {}),
      takeBack: () => void engine.takeBackFromPage().catch(() => {}),
      dial,
      ignoreShape: numbersApi.ignoreShape,
      restoreShape: numbersApi.restoreShape,
      callKit: () => (callKit ??= loadCallKit()),
    });
  }

  /** Where the shell can no longer be reached, it is asked again the next time. */
  const loadCallKit = (): Promise<CallKit | undefined> =>
    numbersApi.injectCallKit().then(
      () => bridge().callKit,
      () => (callKit = undefined),
    );

  /** How the wish to call turned out; of the call itself a page's script learns nothing. */
  const dial = (request: PageDial): Promise<DialOutcome> =>
    engine
      .dialFromPage(request)
      .catch((error: unknown) => outcomeOfRefusal(error instanceof RpcError ? error.code : ''));

  function stop(): void {
    numbers?.stop();
    numbers = undefined;
  }

  function stateWith(found: number): NumbersReport['state'] {
    if (detection && !detection.enabled) return 'off';
    if (numbers?.isPartial()) return 'partial';
    return found > 0 ? 'found' : 'none';
  }

  function keyOf(number: FoundNumber): string {
    const known = keys.get(number);
    if (known) return known;
    const key = String(nextKey++);
    keys.set(number, key);
    return key;
  }

  return {
    start: () => start().catch(() => {}),
    stop,
    async setEnabled(on: boolean): Promise<void> {
      if (!on) return stop();
      if (!numbers) await load(true);
    },
    report(): NumbersReport {
      const list = numbers?.list() ?? [];
      return {
        state: stateWith(list.length),
        numbers: list.slice(0, MOST_LISTED).map((number) => ({
          key: keyOf(number),
          e164: number.e164,
          ...(number.ext ? { ext: number.ext } : {}),
          raw: number.raw.slice(0, 60),
          inView: isInView(number),
        })),
        country: numbers?.country ?? detection?.country ?? '',
      };
    },
    async show(key: string): Promise<boolean> {
      const number = numbers?.list().find((each) => keys.get(each) === key);
      return number ? numbers!.show(number) : false;
    },
    async step(direction: 1 | -1): Promise<boolean> {
      const list = numbers?.list() ?? [];
      if (list.length === 0) return false;
      const current = numbers!.current();
      const at = current ? list.indexOf(current) : direction > 0 ? -1 : list.length;
      return numbers!.show(list[(at + direction + list.length) % list.length]!);
    },
  };
}

export type NumbersClient = ReturnType<typeof createNumbersClient>;

const MOST_LISTED = 200;

function isInView({ element, range }: FoundNumber): boolean {
  const box = (element ?? range?.startContainer.parentElement)?.getBoundingClientRect();
  return (
    box !== undefined &&
    box.bottom > 0 &&
    box.top < window.innerHeight &&
    box.right > 0 &&
    box.left < window.innerWidth
  );
}
