/** A number as the popup lists it. */
export interface ListedNumber {
  /** Handle for `showNumber`; stays the same while the number is on the page. */
  key: string;
  e164: string;
  ext?: string;
  /** As it stands on the page. */
  raw: string;
  /** Within what is visible of the page now. */
  inView: boolean;
}

/** How the search for numbers fares on a page. */
export interface NumbersReport {
  /** `off`: not on this site. `none`: nothing callable yet. `partial`: the page is too large or too restless to read whole. */
  state: 'off' | 'none' | 'found' | 'partial';
  numbers: ListedNumber[];
  /** Region of numbers without country code on this page. */
  country: string;
}

/** What extension pages and the shell may ask of a tab's content script (address `page`, frame 0). */
export interface PageApi {
  /** Whether the tab shows this host. */
  isOn(host: string): boolean;
  listNumbers(): NumbersReport;
  /** Marks numbers, or removes every mark, until the page is left. The per-site switch in settings is the popup's. */
  setEnabled(on: boolean): void;
  /** Scrolls a number into view and opens its call button, with the keyboard focus on it. */
  showNumber(key: string): boolean;
  /** The next (1) or previous (-1) number in reading order, shown as `showNumber` does. */
  stepNumber(direction: 1 | -1): boolean;
}

/** What holds on the page that asks; nothing here is about contacts or the account. */
export interface PageDetection {
  enabled: boolean;
  /** The user's region, ISO 3166-1 alpha-2. */
  country: string;
  /** A click on the number dials, or only the button beside it. */
  dialOn: 'click' | 'button';
  /** Shapes the user said are no numbers on this host, digits as `9`. */
  ignoredShapes: string[];
}

/**
 * What content scripts may ask of the shell (address `numbers`). Which page and frame ask, the shell hears from the
 * browser.
 */
export interface NumbersApi {
  /**
   * Puts the engine script into the frame that asks, where numbers are wanted, and tells what holds there: one question
   * instead of two, since the page waits for each.
   *
   * @param always also where numbers are not wanted: the user asked for them on this page
   */
  injectEngine(always: boolean): Promise<PageDetection>;
  /** Puts the script that calls numbers into the frame that asks. */
  injectCallKit(): Promise<void>;
  /** Remembers that text of this shape is no number on the asking host. */
  ignoreShape(shape: string): Promise<void>;
  /** Takes that back. */
  restoreShape(shape: string): Promise<void>;
}
