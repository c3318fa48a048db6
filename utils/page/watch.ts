import { collect, createCollected } from '@/utils/page/collect';
import type { Collected } from '@/utils/page/collect';
import type { FindOptions, FoundNumber } from '@/utils/page/found-number';
import { blockOf, isInline } from '@/utils/page/inline-text';
import { createScanMemory, numbersIn } from '@/utils/page/scan';
import { createSlices } from '@/utils/page/slices';

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
/** A page that never rests is read again at most this often. */
const LEAST_PAUSE_MS = 1500;

const LATE_ROOTS_MS = 1500;
const FRAME = /^i?frame$/;

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
  let everything = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let quiet: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let stopped = false;
  let first = true;
  let lastWhole = 0;

  const observer = new MutationObserver((records) => {
    for (const record of records) note(record);
    schedule(GATHER_MS);
  });

  function note({ type, target, addedNodes, removedNodes }: MutationRecord): void {
    if (everything) return;
    if (scopes.size > MOST_SCOPES) {
      everything = true;
      scopes.clear();
      return;
    }
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
    const wait = everything && !first ? Math.max(delay, lastWhole + LEAST_PAUSE_MS - Date.now()) : delay;
    timer = setTimeout(() => {
      timer = undefined;
      void flush();
    }, wait);
  }

  async function flush(): Promise<void> {
    running = true;
    slices.begin();
    const whole = everything;
    const starts = whole ? [root as Node] : withoutNested(scopes);
    scopes = new Set();
    everything = false;
    if (whole) {
      memory = createScanMemory(options.country);
      lastWhole = Date.now();
    }
    const found: FoundNumber[] = [];
    const seen = new Set<Node>();
    const own = createCollected();
    for (const start of starts) if (start.isConnected) await slices.run(collect(start, frames, own));
    if (whole) observe(root);
    if (!(await read(own, found, seen))) return;
    for (const each of own.roots) {
      observe(each);
      const below = await slices.run(collect(each, frames, createCollected()));
      own.roots.push(...below.roots);
      if (!(await read(below, found, seen))) return;
    }
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
  root.addEventListener(
    'load',
    ({ target }) => FRAME.test((target as Element).localName ?? '') && refresh(),
    heard,
  );
  root.addEventListener(
    'change',
    ({ target }) => {
      scopes.add(target as Node);
      schedule(GATHER_MS);
    },
    heard,
  );
  schedule(0);
  return { stop, refresh, all };
}

const isShown = (node: Node) => node.isConnected && node.ownerDocument?.defaultView !== null;

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
    for (let at = scope.parentNode; at; at = at.parentNode) if (scopes.has(at)) return false;
    return true;
  });
}
