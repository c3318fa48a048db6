import { browser } from 'wxt/browser';

/**
 * What WXT hands to a content script, reduced to what ours needs, and idle until it is asked for: the script starts in
 * every frame of a CRM, and has nothing to do in most of them.
 */
export class ContentScriptContext {
  readonly #name: string;
  #end: AbortController | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  /** Ends when a newer copy of the extension starts in this frame. */
  get signal(): AbortSignal {
    if (!this.#end) {
      const end = new AbortController();
      const started = `${browser.runtime.id} ${this.#name} started`;
      document.dispatchEvent(new Event(started));
      document.addEventListener(started, () => end.abort(), { once: true });
      this.#end = end;
    }
    return this.#end.signal;
  }
}
