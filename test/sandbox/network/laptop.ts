import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess } from '../start-process.ts';

/** One way of the laptop to the office. */
export interface Link {
  /** The laptop's address on it now. */
  readonly address: string;
  readonly isUp: boolean;
  /** Wi-Fi found, cable plugged in: the link comes up with its address and a way to the office. */
  up(): void;
  /** Out of reach, or pulled out. */
  down(): void;
  /** The router gives the laptop another address, and the old one is gone. */
  changeAddress(): void;
}

/** A computer of its own on this machine: a network namespace with two links to the machine's own, the office. */
export interface Laptop {
  /** Where servers listen that the laptop is to reach, whatever link it has. */
  readonly office: string;
  readonly wifi: Link;
  readonly cable: Link;
  /** A command that starts `program` inside. */
  program(program: string): string;
  /**
   * Something of the network comes and goes twice a second, as with a docking station or DHCP that is slow: Chromium tells its
   * pages of nothing until it rests. Returns its end.
   */
  fidget(): Promise<() => Promise<void>>;
  /** A port of this machine's loopback that leads to one of the laptop's loopback. */
  reach(port: number): Promise<number>;
  /** Drops what fits, as a firewall does: the words of an `iptables` rule between chain and target. Returns its end. */
  drop(chain: 'INPUT' | 'OUTPUT', ...match: string[]): () => void;
  stop(): Promise<void>;
}

/** Addresses for tests of networks (RFC 2544): nobody's. */
const NETWORKS = 256;

/** Says in words what is missing to make a laptop here; null when nothing is. */
export function missingForLaptop(): string | null {
  if (process.getuid?.() !== 0) return 'Network namespaces need root: run the tests as root.';
  for (const [file, name] of [
    ['/bin/ip', 'iproute2'],
    ['/usr/sbin/iptables', 'iptables'],
  ] as const)
    if (!existsSync(file)) return `${file} is missing: install the Debian package ${name}.`;
  try {
    execFileSync('unshare', ['--net', 'true'], { stdio: 'pipe' });
    return null;
  } catch (error) {
    return `This machine allows no network namespaces (a container needs CAP_SYS_ADMIN and CAP_NET_ADMIN): ${String(error)}`;
  }
}

/**
 * Makes a laptop that is on the Wi-Fi. Its namespace belongs to a process that ends with this one, and takes links, addresses
 * and rules with it: nothing is left behind, however the test ends.
 */
export async function startLaptop(): Promise<Laptop> {
  const missing = missingForLaptop();
  if (missing) throw new Error(missing);
  const folder = mkdtempSync(join(tmpdir(), 'switchhook-laptop-'));
  const holder = await startProcess('unshare', ['--net', 'sh', '-c', 'echo inside; exec sleep infinity'], {
    ready: /inside/,
  });
  const inside = ['--target', String(holder.pid), '--net', '--'];
  const office = (...words: string[]) => execFileSync('ip', words, { stdio: 'pipe' });
  const laptop = (...words: string[]) => execFileSync('nsenter', [...inside, ...words], { stdio: 'pipe' });
  const network = claimNetwork(holder.pid);
  const officeAddress = `198.19.${network}.1`;

  function makeLink(name: string, ours: string, first: number, metric: number): Link {
    const router = `198.18.${network}.${first + 1}`;
    let host = first + 2;
    let isUp = false;
    const address = () => `198.18.${network}.${host}`;
    const give = () => {
      laptop('ip', 'address', 'add', `${address()}/25`, 'dev', name);
      laptop('ip', 'route', 'add', 'default', 'via', router, 'dev', name, 'metric', String(metric));
    };
    office('address', 'add', `${router}/25`, 'dev', ours);
    office('link', 'set', ours, 'up');
    return {
      get address() {
        return address();
      },
      get isUp() {
        return isUp;
      },
      up() {
        if (isUp) return;
        isUp = true;
        laptop('ip', 'link', 'set', name, 'up');
        give();
      },
      down() {
        isUp = false;
        laptop('ip', 'address', 'flush', 'dev', name);
        laptop('ip', 'link', 'set', name, 'down');
      },
      changeAddress() {
        laptop('ip', 'address', 'flush', 'dev', name);
        host = host === first + 100 ? first + 2 : host + 1;
        give();
      },
    };
  }

  laptop('ip', 'link', 'set', 'lo', 'up');
  const wifi = makeLink('wlan0', `shw${network}`, 0, 600);
  const cable = makeLink('eth0', `shc${network}`, 128, 100);
  office('address', 'add', `${officeAddress}/32`, 'dev', `shw${network}`);
  wifi.up();
  const bridges: (() => Promise<void>)[] = [];

  return {
    office: officeAddress,
    wifi,
    cable,
    program(program) {
      const script = join(folder, program.split('/').at(-1)!);
      writeFileSync(script, `#!/bin/sh\nexec nsenter ${inside.join(' ')} ${program} "$@"\n`);
      chmodSync(script, 0o755);
      return script;
    },
    async fidget() {
      // Nobody's address (RFC 5737), on no link that anything is sent over.
      const change = (how: string) => `ip address ${how} 203.0.113.77/32 dev lo; sleep 0.5`;
      const script = `echo begun; while :; do ${change('add')}; ${change('del')}; done`;
      const fidgeting = await startProcess('nsenter', [...inside, 'sh', '-c', script], { ready: /begun/ });
      return () => fidgeting.kill();
    },
    async reach(port) {
      const path = join(folder, `port-${port}`);
      const bridge = join(import.meta.dirname, 'port-bridge.ts');
      const within = await startProcess(
        'nsenter',
        [...inside, process.execPath, bridge, path, String(port)],
        {
          ready: /ready/,
        },
      );
      const server = createServer((from) => {
        const to = connect(path);
        from.pipe(to).on('error', () => from.destroy());
        to.pipe(from).on('error', () => to.destroy());
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      bridges.push(() => {
        server.close();
        return within.kill();
      });
      const own = server.address();
      return typeof own === 'object' && own ? own.port : 0;
    },
    drop(chain, ...match) {
      // What the laptop says to itself never meets a firewall.
      const outside = ['!', chain === 'INPUT' ? '-i' : '-o', 'lo'];
      const rule = [chain, ...outside, ...match, '-j', 'DROP'];
      laptop('iptables', '-w', '-A', ...rule);
      return () => void laptop('iptables', '-w', '-D', ...rule);
    },
    async stop() {
      await Promise.all(bridges.map((close) => close()));
      // Connections that nobody answers any more would keep the namespace and its links for minutes.
      for (const ours of ['shw', 'shc']) office('link', 'delete', `${ours}${network}`);
      await holder.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Makes the two links; the first whose name is free says which addresses are. */
function claimNetwork(pid: number): number {
  const start = Math.floor(Math.random() * NETWORKS);
  let failure: unknown;
  for (let offset = 0; offset < NETWORKS; offset++) {
    const network = (start + offset) % NETWORKS;
    const pair = (ours: string, theirs: string) =>
      execFileSync(
        'ip',
        ['link', 'add', ours, 'type', 'veth', 'peer', 'name', theirs, 'netns', String(pid)],
        { stdio: 'pipe' },
      );
    try {
      pair(`shw${network}`, 'wlan0');
    } catch (error) {
      failure = error;
      continue;
    }
    pair(`shc${network}`, 'eth0');
    return network;
  }
  throw new Error(`No pair of links could be made: ${String(failure)}`);
}
