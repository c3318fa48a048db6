import type { DeskPhone } from '../pbx/pbx-sandbox.ts';

/** What a key in the demo's terminal does: the customer is a machine, so the user of the demo tells it when to call. */
const CALLERS: Record<string, { what: string; from: string }> = {
  k: { what: 'a known customer calls (Amelia Hart)', from: '+15035550141' },
  s: { what: 'a stranger calls', from: '+12125550148' },
  e: { what: 'a colleague from abroad calls', from: '+442079460019' },
};

/** Prints the keys and makes the customer call when one is pressed; nothing happens where there is no terminal. */
export function listenForKeys(customer: DeskPhone, extension: string, end: () => void): void {
  const { stdin } = process;
  if (!stdin.isTTY) return;
  for (const [key, { what }] of Object.entries(CALLERS)) console.log(`  press ${key}: ${what}`);
  console.log('  press q: end');
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.on('data', (key: string) => {
    if (key === 'q' || key === '\u0003') end();
    const caller = CALLERS[key];
    if (!caller) return;
    console.log(`▸ ${caller.what}`);
    customer.call(extension, { from: caller.from }).then(
      (call) => call.ended(3_600_000).then((reason) => console.log(`  the call ended: ${reason}`)),
      (error: Error) => console.log(`  it could not: ${error.message}`),
    );
  });
}
