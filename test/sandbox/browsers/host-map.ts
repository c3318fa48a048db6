/** A real host name and the port on loopback that answers for it. */
export interface HostMapping {
  readonly host: string;
  /** Where its port 443 (or the port of the URL, if `port` is the same) is answered on 127.0.0.1. */
  readonly port: number;
  /** Where else than on 127.0.0.1 it is found: IPv4. */
  readonly address?: string;
}

/** Chromium's `--host-resolver-rules` for these hosts; every other name fails, so that nothing leaves the machine. */
export function hostResolverRules(hosts: readonly HostMapping[]): string {
  return [
    ...hosts.map(({ host, port, address = '127.0.0.1' }) => `MAP ${host} ${address}:${port}`),
    ...hosts.flatMap(({ address }) => (address ? [`EXCLUDE ${address}`] : [])),
    'MAP * ~NOTFOUND',
    'EXCLUDE 127.0.0.1',
    'EXCLUDE localhost',
  ].join(', ');
}
