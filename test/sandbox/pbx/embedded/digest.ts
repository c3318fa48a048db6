import { createHash, randomBytes } from 'node:crypto';

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** Digest authentication of RFC 2617 with MD5 and `qop=auth`, as the server side of a PBX does it. */
export interface Digest {
  /** The value of a WWW-Authenticate or Proxy-Authenticate header with a fresh nonce. */
  challenge(realm: string): string;
  /** Whether the credentials prove the password of the name they give. */
  accepts(credentials: string | undefined, method: string): boolean;
}

export function createDigest(passwordOf: (name: string) => string | undefined): Digest {
  const nonces = new Set<string>();
  return {
    challenge(realm) {
      const nonce = randomBytes(16).toString('hex');
      nonces.add(nonce);
      return `Digest realm="${realm}", nonce="${nonce}", qop="auth", algorithm=MD5`;
    },
    accepts(credentials, method) {
      const fields = new Map<string, string>();
      for (const [, name, quoted, plain] of (credentials ?? '').matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g))
        fields.set(name!, quoted ?? plain!);
      const field = (name: string) => fields.get(name) ?? '';
      const password = passwordOf(field('username'));
      if (password === undefined || !nonces.has(field('nonce'))) return false;
      const secret = md5(`${field('username')}:${field('realm')}:${password}`);
      const request = md5(`${method}:${field('uri')}`);
      const use = ['nonce', 'nc', 'cnonce', 'qop'].map(field).join(':');
      return field('response') === md5(`${secret}:${use}:${request}`);
    },
  };
}
