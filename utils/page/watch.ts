import { collect, createCollected } from '@/utils/page/collect';
import type { Collected } from '@/utils/page/collect';
import type { FindOptions, FoundNumber } from '@/utils/page/found-number';
import { blockOf, isInline } from '@/utils/page/inline-text';
import { createScanMemory, numbersIn } from '@/utils/page/scan';
import { createSlices } from '@/utils/page/slices';
import {
  isConnected,
  listenTo,
  nodeTypeOf,
  ownerDocumentOf,
  parentNodeOf,
  tagNameOf,
  viewOf,
} from '@/utils/page/unshadowed';

/** What came and went with one call of `onChange`. */
export interface WatchChange {
  added: FoundNumber[];
  removed: FoundNumber[];
}

/** How long changes are gathered before they are read. */
const GATHER_MS = 40;
/** After this much quiet, what was judged by few rows is judged again by all. */
const RECONSIDER_MS = 700;
/** More changed places than this are cheaper to read as a whole. */
const MOST_SCOPES = 400;
/** A page that never rests is read again at most this often, and for a small part of the time. */
const LEAST_PAUSE_MS = 1500;
const SHARE_OF_TIME = 1 / 10;
const LONGEST_PAUSE_MS = 10_000;
/** After so many readings in a row that changes overtook, only part of the page is known. */
const RESTLESS = 3;
/** Readings that may fail before the page is given up. */
const MOST_FAILURES = 3;

const LATE_ROOTS_MS = 1500;
const FRAME = /^i?frame$/i;

const anchorOf = ({ range, element }: FoundNumber): Node => range?.startContainer ?? element!;

/** Watches a root, its open shadow roots and its same-origin frames with one observer. */
export function createWatch(
  root: Document | Element | ShadowRoot,
  options: FindOptions,
  onChange: (numbers: FoundNumber[], change: WatchChange) => void,
) {
  const numbers = new Map<Node, FoundNumber[]>();
  const frames = options.frames ?? true;
  const slices = createSlices();
  let memory = createScanMemory(options.country);
  let observed = new WeakSet<Node>();
  let scopes = new Set<Node>();
  /** Texts that were written anew; one without digits is not read, but has lost its numbers. */
  let rewritten = new Set<Node>();
  let everything = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let quiet: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let stopped = false;
  let first = true;
  let lastWhole = 0;
  let pause = LEAST_PAUSE_MS;
  let overtaken = 0;
  let lastOvertaken = 0;
  let failures = 0;
  let cut = false;

  const observer = new MutationObserver((records) => {
    for (const record of records) note(record);
    schedule(GATHER_MS);
  });

  function note({ type, target, addedNodes, removedNodes }: MutationRecord): void {
    if (everything) return;
    if (scopes.size > MOST_SCOPES) {
      everything = true;
      overtaken++;
      lastOvertaken = Date.now();
      scopes.clear();
      return;
    }
    if (type === 'characterData') rewritten.add(target);
    if (type !== 'childList') scopes.add(target.nodeType === 3 ? (blockOf(target) ?? target) : target);
    for (const node of addedNodes) addScope(node, target);
    for (const node of removedNodes)
      if (node.nodeType === 3 || (node.nodeType === 1 && isInline(node as Element))) {
        scopes.add(
          target.nodeType === 1 && isInline(target as Element) ? (blockOf(target) ?? target) : target,
        );
        break;
      }
  }

  function addScope(node: Node, target: Node): void {
    if (node.nodeType === 1 && !isInline(node as Element)) scopes.add(node);
    else if (node.nodeType === 1 || node.nodeType === 3) scopes.add(blockOf(node) ?? target);
  }

  function schedule(delay: number): void {
    if (stopped || running || timer !== undefined) return;
    const wait = everything && !first ? Math.max(delay, lastWhole + pause - Date.now()) : delay;
    timer = setTimeout(() => {
      timer = undefined;
      running = true;
      void flush().catch(giveUp);
    }, wait);
  }

  /** A page can take away under us what we read. The next reading finds it in order, or the page is left alone. */
  function giveUp(): void {
    running = false;
    if (++failures > MOST_FAILURES) {
      observer.disconnect();
      return;
    }
    everything = true;
    lastWhole = Date.now();
    schedule(GATHER_MS);
  }

  async function flush(): Promise<void> {
    const begun = Date.now();
    slices.begin();
    const whole = everything;
    if (!whole) overtaken = 0;
    const starts = whole ? [root as Node] : withoutNested(scopes);
    scopes = new Set();
    everything = false;
    if (whole) {
      memory = createScanMemory(options.country);
      lastWhole = begun;
    }
    const found: FoundNumber[] = [];
    const seen = rewritten;
    rewritten = new Set();
    const own = createCollected();
    for (const start of starts) if (isConnected(start)) await slices.run(collect(start, frames, own));
    if (whole) observe(root);
    if (own.cut) cut = true;
    if (!(await read(own, found, seen))) return;
    for (const each of own.roots) {
      observe(each);
      const below = await slices.run(collect(each, frames, createCollected()));
      for (const root of below.roots) own.roots.push(root);
      if (below.cut) cut = own.cut = true;
      if (!(await read(below, found, seen))) return;
    }
    if (whole) {
      cut = own.cut;
      pause = overtaken < RESTLESS ? LEAST_PAUSE_MS : longerPause(Date.now() - begun);
    }
    failures = 0;
    const change = replace(found, seen, whole);
    running = false;
    if (first || change.added.length > 0 || change.removed.length > 0) onChange(all(), change);
    // Elements may grow their shadow root only once their script has come.
    if (first) quiet = setTimeout(refresh, LATE_ROOTS_MS);
    first = false;
    if (everything || scopes.size > 0) schedule(GATHER_MS);
    if (!whole) {
      clearTimeout(quiet);
      quiet = setTimeout(() => refresh(), RECONSIDER_MS);
    }
  }

  /** Reads what was collected, in slices; false if the watch ended meanwhile. */
  async function read(collected: Collected, found: FoundNumber[], seen: Set<Node>): Promise<boolean> {
    for (const node of collected.texts) seen.add(node);
    for (const node of collected.links) seen.add(node);
    for (const node of collected.fields) seen.add(node);
    for (const number of await slices.run(numbersIn(collected, options, memory))) found.push(number);
    return !stopped;
  }

  function replace(found: FoundNumber[], seen: Set<Node>, whole: boolean): WatchChange {
    const removed = new Map<string, FoundNumber[]>();
    for (const [node, entries] of numbers)
      if (whole || seen.has(node) || !isShown(node)) {
        for (const entry of entries) push(removed, keyOf(entry), entry);
        numbers.delete(node);
      }
    const added: FoundNumber[] = [];
    for (const entry of found) {
      if (!isShown(anchorOf(entry))) continue;
      const same = removed.get(keyOf(entry))?.find((old) => isSame(old, entry));
      if (same)
        removed.set(
          keyOf(entry),
          removed.get(keyOf(entry))!.filter((old) => old !== same),
        );
      else added.push(entry);
      push(numbers, anchorOf(entry), same ?? entry);
    }
    return { added, removed: [...removed.values()].flat() };
  }

  function observe(node: Node): void {
    if (observed.has(node)) return;
    observed.add(node);
    observer.observe(node, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: ['href', 'value', 'contenteditable', 'type'],
    });
  }

  const all = () => [...numbers.values()].flat();

  /** Reads everything again: values of fields, late shadow roots and the verdict of columns show in no mutation. */
  function refresh(): void {
    everything = true;
    schedule(0);
  }

  function stop(): void {
    stopped = true;
    observer.disconnect();
    end.abort();
    observed = new WeakSet();
    clearTimeout(timer);
    clearTimeout(quiet);
    numbers.clear();
  }

  const end = new AbortController();
  const heard = { capture: true, passive: true, signal: end.signal } as const;
  // A frame's new document and a field's new value show in no mutation.
  listenTo(
    root,
    'load',
    ({ target }) => nodeTypeOf(target!) === 1 && FRAME.test(tagNameOf(target!)) && refresh(),
    heard,
  );
  listenTo(
    root,
    'change',
    ({ target }) => {
      scopes.add(target as Node);
      schedule(GATHER_MS);
    },
    heard,
  );
  schedule(0);
  return {
    stop,
    refresh,
    all,
    /** Not all of the page is known: it is too large, changes faster than it can be read, or broke the reading. */
    isPartial: () =>
      cut || failures > 0 || (overtaken >= RESTLESS && Date.now() - lastOvertaken < LONGEST_PAUSE_MS),
  };
}

const longerPause = (spent: number) =>
  Math.min(LONGEST_PAUSE_MS, Math.max(LEAST_PAUSE_MS, spent / SHARE_OF_TIME));

const isShown = (node: Node) => isConnected(node) && viewOf(ownerDocumentOf(node)!) !== null;

const keyOf = ({ e164, ext, surface }: FoundNumber) => `${surface} ${e164} ${ext ?? ''}`;

function isSame(old: FoundNumber, entry: FoundNumber): boolean {
  return (
    anchorOf(old) === anchorOf(entry) &&
    old.range?.startOffset === entry.range?.startOffset &&
    old.range?.endContainer === entry.range?.endContainer &&
    old.range?.endOffset === entry.range?.endOffset
  );
}

function push<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function withoutNested(scopes: Set<Node>): Node[] {
  if (scopes.size < 2) return [...scopes];
  return [...scopes].filter((scope) => {
    for (let at = parentNodeOf(scope); at; at = parentNodeOf(at)) if (scopes.has(at)) return false;
    return true;
  });
}
