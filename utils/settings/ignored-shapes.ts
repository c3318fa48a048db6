import { browser } from 'wxt/browser';

const IGNORED = 'numbers.ignored';
/** Shapes remembered per host, and hosts in all; the oldest go first. */
const MOST_SHAPES = 100;
const MOST_HOSTS = 300;
/** Longer ones come from no page script of ours. */
const LONGEST_SHAPE = 40;

type Ignored = Record<string, string[]>;

async function readAll(): Promise<Ignored> {
  return ((await browser.storage.local.get(IGNORED))[IGNORED] as Ignored | undefined) ?? {};
}

/** Shapes the user said are no numbers on this host, digits as `9`. */
export async function readIgnoredShapes(host: string): Promise<string[]> {
  return (await readAll())[host] ?? [];
}

/** Remembers one more. */
export async function ignoreShape(shape: string, host: string): Promise<void> {
  if (host === '' || typeof shape !== 'string' || shape.length > LONGEST_SHAPE) return;
  const { [host]: known = [], ...others } = await readAll();
  const shapes = [...known.filter((each) => each !== shape), shape].slice(-MOST_SHAPES);
  const kept = Object.fromEntries(Object.entries(others).slice(1 - MOST_HOSTS));
  await browser.storage.local.set({ [IGNORED]: { ...kept, [host]: shapes } });
}

/** Takes one back. */
export async function restoreShape(shape: string, host: string): Promise<void> {
  const { [host]: known = [], ...others } = await readAll();
  const shapes = known.filter((each) => each !== shape);
  await browser.storage.local.set({
    [IGNORED]: shapes.length > 0 ? { ...others, [host]: shapes } : others,
  });
}

/** Takes back whatever was said of this host. */
export async function restoreShapes(host: string): Promise<void> {
  const { [host]: _, ...others } = await readAll();
  await browser.storage.local.set({ [IGNORED]: others });
}
