import { Core } from 'sip.js';
import { sha256 } from '@/utils/phone/sip/sha256';

/** Who proves what to whom. */
export interface Credentials {
  username: string;
  password: string;
  domain: string;
}

/** The realm the registrar used; INVITEs are proven to nobody else. */
export interface KnownRealm {
  value: string | null;
}

interface Challenge {
  algorithm?: string;
  realm?: string;
  nonce?: string;
  opaque?: string;
  qop?: string[];
  stale?: boolean;
}

/**
 * Whether a challenge may be answered. A digest response lets whoever chose the nonce guess the password at leisure, and a
 * caller can put a 401 or 407 in any answer (Enable Security ES2021-05). So only the PBX gets one: for REGISTER, which
 * never travels further than the registrar, and for the first INVITE of a call, in the realm of that registrar.
 */
export function mayAnswer(
  request: { method: string; toTag?: string },
  challenge: Challenge,
  realm: KnownRealm,
): boolean {
  if (!challenge.realm || !challenge.nonce || challenge.realm.length > 256 || challenge.nonce.length > 1024)
    return false;
  if (challenge.qop && !challenge.qop.includes('auth')) return false;
  if (!['MD5', 'SHA-256'].includes((challenge.algorithm ?? 'MD5').toUpperCase())) return false;
  if (request.method === 'REGISTER') return true;
  return request.method === 'INVITE' && !request.toTag && challenge.realm === realm.value;
}

/** Answers challenges by MD5 or SHA-256 (RFC 7616, RFC 8760), for the requests `mayAnswer` names. */
export class GuardedDigest extends Core.DigestAuthentication {
  readonly #credentials: Credentials;
  readonly #realm: KnownRealm;
  readonly #random: () => number;
  #header: string | null = null;

  constructor(
    loggerFactory: Core.LoggerFactory,
    credentials: Credentials,
    realm: KnownRealm,
    random: () => number,
  ) {
    super(loggerFactory, undefined, credentials.username, credentials.password);
    this.#credentials = credentials;
    this.#realm = realm;
    this.#random = random;
  }

  override authenticate(request: Core.OutgoingRequestMessage, challenge: Challenge): boolean {
    this.#header = null;
    if (!mayAnswer(request, challenge, this.#realm)) return false;
    if (request.method === 'REGISTER') this.#realm.value = challenge.realm!;
    if (challenge.algorithm?.toUpperCase() !== 'SHA-256') {
      // With both qop values offered, SIP.js reads the list rightly; with `auth-int` first it must not choose that.
      return super.authenticate(request, { ...challenge, qop: challenge.qop && ['auth'] });
    }
    this.#header = this.#sha256(request, challenge);
    return true;
  }

  override toString(): string {
    return this.#header ?? super.toString();
  }

  #sha256(request: Core.OutgoingRequestMessage, challenge: Challenge): string {
    const { username, password } = this.#credentials;
    const { realm = '', nonce = '', opaque, qop } = challenge;
    const uri = request.ruri.toString();
    const cnonce = Array.from({ length: 4 }, () => Math.floor(this.#random() * 2 ** 32).toString(16)).join(
      '',
    );
    const ha1 = sha256(`${username}:${realm}:${password}`);
    const ha2 = sha256(`${request.method}:${uri}`);
    const response = sha256(
      qop ? `${ha1}:${nonce}:00000001:${cnonce}:auth:${ha2}` : `${ha1}:${nonce}:${ha2}`,
    );
    const parts = [
      'algorithm=SHA-256',
      `username="${username}"`,
      `realm="${realm}"`,
      `nonce="${nonce}"`,
      `uri="${uri}"`,
      `response="${response}"`,
    ];
    if (opaque) parts.push(`opaque="${opaque}"`);
    if (qop) parts.push('qop=auth', `cnonce="${cnonce}"`, 'nc=00000001');
    return `Digest ${parts.join(', ')}`;
  }
}
