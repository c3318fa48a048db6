/** IPv4 networks that are not the public internet: [network, bits]. RFC 6890 and its updates. */
const PRIVATE_V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['224.0.0.0', 3],
];
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|home\.arpa)$/;

/**
 * Whether a host is in the user's own network or machine rather than on the public internet. `hostname` is what
 * `new URL()` made of it, so that decimal, hexadecimal and octal addresses are already dotted.
 */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/\.$/, '').toLowerCase();
  if (host.startsWith('[')) return isPrivateV6(host.slice(1, -1));
  if (/^\d+(\.\d+){3}$/.test(host)) return isPrivateV4(host);
  return !host.includes('.') || PRIVATE_NAME.test(host);
}

function isPrivateV4(address: string): boolean {
  const value = toNumber(address);
  return PRIVATE_V4.some(([network, bits]) => value >>> (32 - bits) === toNumber(network) >>> (32 - bits));
}

const toNumber = (address: string) =>
  address.split('.').reduce((value, part) => ((value << 8) | Number(part)) >>> 0, 0);

function isPrivateV6(address: string): boolean {
  const groups = expand(address);
  const first = groups[0]!;
  if (groups.slice(0, 5).every((group) => group === 0)) {
    // ::, ::1, and IPv4 written as IPv6 (mapped ::ffff:a.b.c.d or compatible ::a.b.c.d).
    const v4 = [groups[6]! >> 8, groups[6]! & 255, groups[7]! >> 8, groups[7]! & 255].join('.');
    return groups[5] === 0 || isPrivateV4(v4);
  }
  if (first === 0x64 && groups[1] === 0xff9b) return true;
  return (first & 0xfe00) === 0xfc00 || (first & 0xffc0) === 0xfe80 || (first & 0xff00) === 0xff00;
}

function expand(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const parse = (part: string) =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  if (tail === undefined) return parse(head);
  const [start, end] = [parse(head), parse(tail)];
  return [...start, ...Array.from({ length: 8 - start.length - end.length }, () => 0), ...end];
}
