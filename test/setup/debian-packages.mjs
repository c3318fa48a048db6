import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';

const KAMAILIO = '/usr/lib/x86_64-linux-gnu/kamailio/modules';

/** What the sandbox needs from Debian: the package and a file that proves it is there. */
const BROWSER = [
  ['chromium', '/usr/bin/chromium'],
  ['fonts-dejavu-core', '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'],
  ['openssl', '/usr/bin/openssl'],
];
const PHONE_SYSTEM = [
  ['kamailio', '/usr/sbin/kamailio'],
  ['kamailio-websocket-modules', `${KAMAILIO}/websocket.so`],
  ['kamailio-tls-modules', `${KAMAILIO}/tls.so`],
  ['rtpengine-daemon', '/usr/bin/rtpengine'],
  ['baresip-core', '/usr/bin/baresip'],
];
const TESTS = [
  ['firefox-esr', '/usr/bin/firefox-esr'],
  ['sip-tester', '/usr/bin/sipp'],
  ['iproute2', '/bin/ip'],
  ['iptables', '/usr/sbin/iptables'],
  ['coturn', '/usr/bin/turnserver'],
];
const NEEDED = { demo: [...BROWSER, ...PHONE_SYSTEM], test: [...BROWSER, ...PHONE_SYSTEM, ...TESTS] };

/**
 * Installs the missing Debian packages as root, or says what to type. The demo runs without Kamailio, on a smaller phone
 * system of its own; without Chromium nothing runs.
 *
 * @param {'demo' | 'test'} command
 */
export function installDebianPackages(command) {
  const missing = NEEDED[command].filter(([, proof]) => !existsSync(proof)).map(([name]) => name);
  if (missing.length === 0) return 'all there';
  const byHand = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (canInstall) {
    console.log(`  installing ${missing.join(', ')}`);
    install(missing);
  }
  const stillMissing = missing.filter((name) => !existsSync(proofOf(name)));
  if (stillMissing.length === 0) return `installed ${missing.join(', ')}`;
  const essential = command === 'test' ? stillMissing : stillMissing.filter((name) => isFor(BROWSER, name));
  if (essential.length > 0)
    throw new Error(
      `These Debian packages are missing: ${essential.join(', ')}.\n` +
        (canInstall
          ? 'apt-get could not install them; type this to see why:'
          : 'Type this, then start again:') +
        `\n\n  ${canInstall ? byHand : `sudo sh -c '${byHand}'`}\n`,
    );
  return `without ${stillMissing.join(', ')}: the demo uses its own small phone system`;
}

const isFor = (list, name) => list.some(([known]) => known === name);
const proofOf = (name) => [...BROWSER, ...PHONE_SYSTEM, ...TESTS].find(([known]) => known === name)[1];

function install(names) {
  // Some of these start a service when installed. The sandbox starts its own, so they are kept from it.
  const policy = '/usr/sbin/policy-rc.d';
  const isOurs = !existsSync(policy);
  if (isOurs) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  const apt = (...args) =>
    spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3', '-qq', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  try {
    apt('update');
    // One package that cannot be had must not keep the others away.
    if (!apt('install', '-y', '--no-install-recommends', ...names))
      for (const name of names) apt('install', '-y', '--no-install-recommends', name);
  } finally {
    if (isOurs) rmSync(policy, { force: true });
  }
}
