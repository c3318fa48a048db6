import type { HostRole } from './data-centers.ts';

/** A request as it came in, and the status it got. Requests for pages and their files are not recorded. */
export interface RecordedRequest {
  readonly at: number;
  readonly method: string;
  readonly host: string;
  readonly role: HostRole;
  /** Without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text; empty when there was none. */
  readonly body: string;
  /** 0 until answered, and for a connection closed without an answer. */
  status: number;
  /** The parts of the fault it met, such as "delayMs"; empty for a normal request. */
  faults: readonly string[];
}
