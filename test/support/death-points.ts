import { existsSync, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import type { PbxEvent } from '../sandbox/pbx/pbx-sandbox.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import type { RecordedRequest } from '../sandbox/zoho/recorded-request.ts';

/** Waits for the instant, and strikes in it. Gives how to stop waiting. */
type Ambush = (strike: () => void) => () => void;

/** A named instant of a call's life, as it can be seen from outside the product. */
export interface DeathPoint {
  readonly name: string;
  readonly wait: Ambush;
}

/** Writes of one call, from the first INVITE to the acknowledged log: more than any takes. */
const WRITES = 14;

/**
 * The steps of journal, outbox and create, by what they do to the phone system, to Zoho and to the disk: no switch in the
 * product is needed to stop it there. Each write is a step of its own, the n-th of the call.
 */
export function deathPoints(sandbox: Sandbox, profile: string): DeathPoint[] {
  const { pbx, zoho } = sandbox;

  const onPbx =
    (fits: (event: PbxEvent) => boolean): Ambush =>
    (strike) =>
      pbx.on((event) => {
        if (fits(event)) strike();
      });

  /** The request has come in; it is never carried out. */
  const before =
    (fits: (request: RecordedRequest) => boolean): Ambush =>
    (strike) => {
      let armed = true;
      const match = (request: RecordedRequest) => {
        if (!armed || !fits(request)) return false;
        armed = false;
        strike();
        return true;
      };
      zoho.faults.next({ match, reset: true });
      return () => void (armed = false);
    };

  /** It was carried out, and the answer never leaves. */
  const committed =
    (module: string): Ambush =>
    (strike) => {
      let armed = true;
      const match = ({ method, path }: RecordedRequest) =>
        armed && method === 'POST' && path.endsWith(`/${module}`);
      zoho.faults.next({ match, dropAfterCommit: true });
      const forget = zoho.on('record', (event) => {
        if (event.module === module && event.action === 'created') strike();
      });
      return () => {
        armed = false;
        forget();
      };
    };

  const answered =
    (fits: (request: RecordedRequest) => boolean): Ambush =>
    (strike) =>
      zoho.on('request', (request) => {
        if (fits(request)) strike();
      });

  const write =
    (nth: number): Ambush =>
    (strike) => {
      let left = nth;
      const folder = join(profile, 'Default', 'IndexedDB');
      const ours = existsSync(folder)
        ? readdirSync(folder).find((name) => /extension.*leveldb$/.test(name))
        : '';
      if (!ours) throw new Error(`The extension has no database in ${folder}.`);
      const watcher = watch(join(folder, ours), (_, file) => {
        if (file?.endsWith('.log') && --left === 0) strike();
      });
      return () => watcher.close();
    };

  const asks = (method: string, path: RegExp) => (request: RecordedRequest) =>
    request.method === method && path.test(request.path);
  const lookup = asks('POST', /__composite_requests$/);
  const lead = asks('POST', /\/Leads$/);
  const log = asks('POST', /\/Calls$/);

  return [
    { name: 'INVITE on its way', wait: onPbx(({ type }) => type === 'invite') },
    { name: 'ringing', wait: onPbx((event) => event.type === 'reply' && event.status === 180) },
    {
      name: 'answered',
      wait: onPbx((event) => event.type === 'reply' && event.method === 'INVITE' && event.status === 200),
    },
    { name: 'over', wait: onPbx(({ type }) => type === 'ended' || type === 'cancelled') },
    { name: 'lookup asked', wait: before(lookup) },
    { name: 'lookup answered', wait: answered(lookup) },
    { name: 'lead asked', wait: before(lead) },
    { name: 'lead committed', wait: committed('Leads') },
    { name: 'lead answered', wait: answered(lead) },
    { name: 'log asked', wait: before(log) },
    { name: 'log committed', wait: committed('Calls') },
    { name: 'log answered', wait: answered(log) },
    ...Array.from({ length: WRITES }, (_, index) => ({
      name: `write ${index + 1}`,
      wait: write(index + 1),
    })),
  ];
}
