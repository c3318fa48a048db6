/** What the browser can tell about itself and what it lets the extension do. */
export interface BrowserFacts {
  /** Version of the extension. */
  version: string;
  /** The browser in its own words (`navigator.userAgent`). */
  browser: string;
  /** Microphone, notifications, headset buttons, sites: each with its state in plain words. */
  permissions: [what: string, state: string][];
  microphones: string[];
  speakers: string[];
  online: boolean;
}

/** The entrypoint supplies the real browser, the gallery a fixture. */
export interface HelpPort {
  facts(): Promise<BrowserFacts>;
}
