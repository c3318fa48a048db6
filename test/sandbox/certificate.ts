import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A server certificate with its key, both PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** Base64 of the SHA-256 of the public key: what Chromium's `--ignore-certificate-errors-spki-list` takes. */
  readonly spkiHash: string;
}

/**
 * A self-signed certificate for `hosts` (names and IPv4 addresses), valid for 30 days.
 * A browser trusts it only if it is told its `spkiHash`; a second one therefore serves as "certificate refused".
 */
export function createCertificate(hosts: readonly string[]): Certificate {
  if (hosts.length === 0) throw new Error('A certificate needs at least one host name.');
  const folder = mkdtempSync(join(tmpdir(), 'switchhook-certificate-'));
  try {
    const names = hosts.map((host) => (/^[\d.]+$/.test(host) ? `IP:${host}` : `DNS:${host}`));
    const config = join(folder, 'openssl.cnf');
    writeFileSync(
      config,
      [
        '[req]\ndistinguished_name = name\nx509_extensions = extensions\nprompt = no',
        '[name]\nCN = Switchhook sandbox',
        `[extensions]\nsubjectAltName = ${names.join(',')}`,
        'basicConstraints = critical,CA:FALSE\nkeyUsage = digitalSignature,keyEncipherment\nextendedKeyUsage = serverAuth',
      ].join('\n'),
    );
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    execFileSync(
      'openssl',
      // prettier-ignore
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-sha256', '-days', '30', '-config', config, '-keyout', key, '-out', cert],
      { stdio: 'pipe' },
    );
    return describeCertificate(readFileSync(key, 'utf8'), readFileSync(cert, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function describeCertificate(key: string, cert: string): Certificate {
  const publicKey = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  return { key, cert, spkiHash: createHash('sha256').update(publicKey).digest('base64') };
}
