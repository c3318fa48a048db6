import type { CallKit } from '@/utils/page/call-kit';
import type { createPageNumbers } from '@/utils/page/page-numbers';

/** Where the parts of the content script meet: a property of their isolated world's global object. */
interface Bridge {
  start?: (create: typeof createPageNumbers) => void;
  callKit?: CallKit;
}

const KEY = Symbol.for('switchhook numbers');

export function bridge(): Bridge {
  const world = globalThis as { [KEY]?: Bridge };
  return (world[KEY] ??= {});
}
