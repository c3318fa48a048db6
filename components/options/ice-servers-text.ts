import type { IceServer } from '@/utils/phone/phone-config';

/** One server a line: `turn:turn.example.com user password`. */
export function writeIceServers(servers: readonly IceServer[]): string {
  return servers
    .flatMap(({ urls, username, credential }) =>
      [urls].flat().map((url) => [url, username, credential].filter(Boolean).join(' ')),
    )
    .join('\n');
}

/** Reads what `writeIceServers` wrote, or a user typed; empty lines do not count. */
export function readIceServers(text: string): IceServer[] {
  return text
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([url]) => url)
    .map(([urls, username, credential]) => ({
      urls: urls!,
      ...(username ? { username } : {}),
      ...(credential ? { credential } : {}),
    }));
}
