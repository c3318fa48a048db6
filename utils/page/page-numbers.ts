import { countryOfNumber, writeInternational } from '@/utils/numbers/write-number';
import type { CallKit } from '@/utils/page/call-kit';
import type { DialOutcome } from '@/utils/page/chip-words';
import { createDocumentPointer } from '@/utils/page/document-pointer';
import { doubtOf, shapeOf } from '@/utils/page/doubt';
import type { FoundNumber } from '@/utils/page/found-number';
import { boxOf } from '@/utils/page/number-at-point';
import { documentOf, elementOf, inReadingOrder } from '@/utils/page/number-place';
import { countryOfPage } from '@/utils/page/page-country';
import type { PageDial } from '@/utils/page/page-dial';
import { createPainter } from '@/utils/page/painter';
import { viewOf } from '@/utils/page/unshadowed';
import { createVisibleTarget } from '@/utils/page/visible-target';
import { createWatch } from '@/utils/page/watch';
import { widgetNumber } from '@/utils/page/zoho-widgets';

export interface PageNumbersOptions {
  country: string;
  dialOn: 'click' | 'button';
  ignoredShapes: readonly string[];
  /** A call may be asked for in a moment. */
  prepare: (request: PageDial) => void;
  /** Undoes what the last click led to. */
  takeBack: () => void;
  /** Asks for a call, and tells how that turned out. */
  dial: (request: PageDial) => Promise<DialOutcome>;
  /** Remembers the shape for the site; rejects where that failed. */
  ignoreShape: (shape: string) => Promise<void>;
  restoreShape: (shape: string) => Promise<void>;
  /** Undefined where it cannot be had: then nothing is shown, and nobody is there to call. */
  callKit: () => Promise<CallKit | undefined>;
}

const ENTER_MS = 130;
const LINGER_MS = 450;

interface Chip {
  number: FoundNumber;
  view: ReturnType<CallKit['createCallChip']>;
  /** Opened by keyboard or popup: stays until used or closed. */
  pinned: boolean;
  /** It lies over the element the number stands in. */
  covers: boolean;
}

interface DocumentUi {
  painter: ReturnType<typeof createPainter>;
  end: AbortController;
}

/** Everything that makes the numbers of a page callable: found, painted, hit, dialled. */
export function createPageNumbers(document: Document, options: PageNumbersOptions) {
  const ignored = new Set(options.ignoredShapes);
  const country = countryOfPage(document, options.country);
  const uis = new Map<Document, DocumentUi>();
  let byNode = new Map<Node, FoundNumber[]>();
  let byLastNode = new Map<Node, FoundNumber[]>();
  let shown: FoundNumber[] = [];
  let chip: Chip | undefined;
  let note: { number: FoundNumber; view: ReturnType<CallKit['createCallNote']> } | undefined;
  let entering: ReturnType<typeof setTimeout> | undefined;
  let hovered: FoundNumber | undefined;
  /** The chip that is about to be shown; another one, or none, is wanted once this changes. */
  let opening: object | undefined;
  let leaving: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const chipVisible = createVisibleTarget();

  const watch = createWatch(document, { country }, update);
  uiOf(document);

  function update(numbers: FoundNumber[]): void {
    const before = new Set(shown);
    shown = numbers.filter(({ raw }) => !ignored.has(shapeOf(raw)));
    const now = new Set(shown);
    for (const number of before) if (!now.has(number)) uis.get(documentOf(number))?.painter.remove(number);
    for (const number of shown) if (!before.has(number)) uiOf(documentOf(number)).painter.add(number);
    for (const each of uis.keys()) if (!viewOf(each)) dropUi(each);
    byNode = Map.groupBy(shown, ({ range, element }): Node => range?.startContainer ?? element!);
    byLastNode = Map.groupBy(
      shown.filter(({ range }) => range && range.endContainer !== range.startContainer),
      ({ range }): Node => range!.endContainer,
    );
    if (chip && !now.has(chip.number) && chip.number.surface !== 'link') closeChip();
  }

  function uiOf(own: Document): DocumentUi {
    let ui = uis.get(own);
    if (!ui) {
      ui = { painter: createPainter(own), end: new AbortController() };
      uis.set(own, ui);
      createDocumentPointer(
        own,
        {
          numbers: () => byNode,
          byLastNode: () => byLastNode,
          isOurs: (path) =>
            [chip?.view.host, note?.view.host].some((host) => host !== undefined && path.includes(host)),
          widget: (path) => widgetNumber(path, country),
          dialOnClick: () => options.dialOn === 'click',
          onHover: hover,
          onLeave: leave,
          onScroll: follow,
          uncover: () => {
            if (chip?.covers) closeChip();
          },
          onPrepare: (number) => void ask(number, true, options.prepare),
          onDial: dial,
          // Behind the wish it takes back, which may still wait for its script.
          onTakeBack: () => void options.callKit().then(options.takeBack),
        },
        ui.end.signal,
      );
    }
    return ui;
  }

  function dropUi(own: Document): void {
    uis.get(own)?.painter.clear();
    uis.get(own)?.end.abort();
    uis.delete(own);
  }

  /** The button waits a moment, so that the pointer may pass, and the browser may see the number without it. */
  function hover(number: FoundNumber, box: DOMRect, cover: (on: boolean) => void): void {
    clearTimeout(leaving);
    leaving = undefined;
    if (chip?.number === number || hovered === number || note?.number === number) return;
    closeChip();
    hovered = number;
    void options.callKit();
    entering = setTimeout(() => void showChip(number, box, false, cover), ENTER_MS);
  }

  async function showChip(
    number: FoundNumber,
    box: DOMRect,
    pinned: boolean,
    cover?: (on: boolean) => void,
  ): Promise<void> {
    closeChip();
    note?.view.close();
    hovered = number;
    const wish = (opening = {});
    const callKit = await options.callKit();
    if (!callKit || opening !== wish) return;
    const view = callKit.createCallChip(
      documentOf(number),
      {
        written: writeInternational(number.e164),
        ext: number.ext,
        country: countryOfNumber(number.e164),
      },
      {
        call: (event) => {
          const { x, y, width, height } = view.target.getBoundingClientRect();
          const byKey = event.detail === 0;
          const [left, top] = byKey ? [x + width / 2, y + height / 2] : [event.clientX, event.clientY];
          // A page may have led the keyboard to a button that only the pointer brought up.
          const meant = pinned || !byKey;
          if (event.isTrusted) dial(number, meant && chipVisible.isTrusted(view.target, left, top));
          closeChip();
        },
        ignore: (event) => {
          if (event.isTrusted) ignore(number);
        },
        closed: () => {
          if (chip?.view === view) chip = undefined;
          chipVisible.leave();
          cover?.(false);
        },
      },
    );
    view.place(box);
    const covers = elementOf(number)?.getBoundingClientRect();
    chip = { number, view, pinned, covers: covers !== undefined && view.overlaps(covers) };
    cover?.(chip.covers);
    chipVisible.over(view.target, view.target.getBoundingClientRect());
    view.host.addEventListener('pointerenter', () => clearTimeout(leaving));
    view.host.addEventListener('pointerleave', leave);
  }

  function leave(): void {
    clearTimeout(entering);
    if (!chip) hovered = opening = undefined;
    if (!chip || chip.pinned || leaving !== undefined) return;
    leaving = setTimeout(closeChip, LINGER_MS);
  }

  function closeChip(): void {
    clearTimeout(entering);
    clearTimeout(leaving);
    leaving = hovered = opening = undefined;
    chip?.view.close();
    chip = undefined;
  }

  /** The page moves under an open button: one the user asked for goes along, any other goes. */
  function follow(): void {
    if (!chip) return;
    const box = chip.pinned ? boxOf(chip.number) : null;
    if (box) chip.view.place(box);
    else closeChip();
  }

  async function tell(
    number: FoundNumber,
    sentence: (callKit: CallKit) => string | null,
    undo?: () => void,
  ): Promise<void> {
    const callKit = await options.callKit();
    const text = callKit && sentence(callKit);
    if (stopped || !text) return;
    note?.view.close();
    closeChip();
    const box = boxOf(number);
    if (!box) return;
    const view = callKit.createCallNote(documentOf(number), text, {
      undo,
      closed: () => {
        if (note?.view === view) note = undefined;
      },
    });
    note = { number, view };
    view.place(box);
  }

  async function tellOutcome(number: FoundNumber, dialled: Promise<DialOutcome>): Promise<void> {
    const outcome = await dialled;
    if (outcome !== 'dialled') await tell(number, (callKit) => callKit.outcomeSentence(outcome));
  }

  function dial(number: FoundNumber, trusted: boolean): void {
    void ask(number, trusted, (request) => void tellOutcome(number, options.dial(request)));
  }

  /** Makes the wish to call a number of what the page is at this moment. */
  async function ask(number: FoundNumber, trusted: boolean, by: (request: PageDial) => void): Promise<void> {
    const element = elementOf(number);
    const address = document.location.href;
    const callKit = await options.callKit();
    if (!callKit || stopped) return;
    const doubt = doubtOf(number, country);
    by(callKit.pageDial(number, { element, address, country, trusted, doubt }));
  }

  function ignore(number: FoundNumber): void {
    const shape = shapeOf(number.raw);
    const tellNotKept = () => tell(number, ({ words }) => words.notKept);
    ignored.add(shape);
    closeChip();
    update(watch.all());
    const undo = () => {
      ignored.delete(shape);
      update(watch.all());
      options.restoreShape(shape).catch(tellNotKept);
    };
    void tell(number, ({ words }) => words.forgotten, undo);
    options.ignoreShape(shape).catch(tellNotKept);
  }

  return {
    country,
    /** Callable numbers that are drawn now, in reading order. */
    list: () => shown.filter((number) => boxOf(number) !== null).sort(inReadingOrder),
    /** Brings a number into view and opens its button with the focus on it. */
    async show(number: FoundNumber): Promise<boolean> {
      elementOf(number)?.scrollIntoView({ block: 'center', behavior: 'instant' });
      const box = boxOf(number);
      if (!box) return false;
      await showChip(number, box, true);
      if (chip?.number !== number) return false;
      chip.view.focus();
      return true;
    },
    current: () => chip?.number,
    /** Not all of the page could be read. */
    isPartial: () => watch.isPartial(),
    stop(): void {
      stopped = true;
      watch.stop();
      closeChip();
      note?.view.close();
      for (const own of uis.keys()) dropUi(own);
      shown = [];
    },
  };
}

export type PageNumbers = ReturnType<typeof createPageNumbers>;
