import { Core } from 'sip.js';
import { sha256 } from '@/utils/phone/sip/sha256';

/** Who proves what to whom. */
export interface Credentials {
  username: string;
  password: string;
  domain: string;
}

/** What is known of the registrar, from its challenges. */
export interface KnownRegistrar {
  /** INVITEs are proven to nobody else. */
  realm: string | null;
  /** Proves the next REGISTER before it is challenged, with the nonce of the last challenge (RFC 7616 §3.6). */
  prove: ((request: Core.OutgoingRequestMessage) => string | null) | null;
  /** Called when a REGISTER was challenged and goes out again. */
  onChallenged(): void;
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
 * never travels further than the registrar, and for the request that begins a call or a subscription, in the realm of that
 * registrar.
 */
export function mayAnswer(
  request: { method: string; toTag?: string },
  challenge: Challenge,
  realm: string | null,
): boolean {
  if (!challenge.realm || !challenge.nonce || challenge.realm.length > 256 || challenge.nonce.length > 1024)
    return false;
  if (challenge.qop && !challenge.qop.includes('auth')) return false;
  if (!['MD5', 'SHA-256'].includes((challenge.algorithm ?? 'MD5').toUpperCase())) return false;
  if (request.method === 'REGISTER') return true;
  // SUBSCRIBE asks the PBX itself for the state of lines; without an answer there would be no such thing.
  const begins = (request.method === 'INVITE' || request.method === 'SUBSCRIBE') && !request.toTag;
  return begins && challenge.realm === realm;
}

/** Answers challenges by MD5 or SHA-256 (RFC 7616, RFC 8760), for the requests `mayAnswer` names. */
export class GuardedDigest extends Core.DigestAuthentication {
  readonly #credentials: Credentials;
  readonly #registrar: KnownRegistrar;
  readonly #random: () => number;
  #header: string | null = null;
  /** Uses of one nonce, for `nc`; each challenge has a digest of its own. */
  #uses = 0;

  constructor(
    loggerFactory: Core.LoggerFactory,
    credentials: Credentials,
    registrar: KnownRegistrar,
    random: () => number,
  ) {
    super(loggerFactory, undefined, credentials.username, credentials.password);
    this.#credentials = credentials;
    this.#registrar = registrar;
    this.#random = random;
  }

  override authenticate(request: Core.OutgoingRequestMessage, challenge: Challenge): boolean {
    if (!mayAnswer(request, challenge, this.#registrar.realm)) return false;
    if (request.method === 'REGISTER') {
      this.#registrar.realm = challenge.realm!;
      this.#registrar.prove = (next) => (this.#answer(next, challenge) ? this.toString() : null);
      this.#registrar.onChallenged();
    }
    return this.#answer(request, challenge);
  }

  #answer(request: Core.OutgoingRequestMessage, challenge: Challenge): boolean {
    this.#header = null;
    this.#uses += 1;
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
    const count = this.#uses.toString(16).padStart(8, '0');
    const ha1 = sha256(`${username}:${realm}:${password}`);
    const ha2 = sha256(`${request.method}:${uri}`);
    const response = sha256(
      qop ? `${ha1}:${nonce}:${count}:${cnonce}:auth:${ha2}` : `${ha1}:${nonce}:${ha2}`,
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
    if (qop) parts.push('qop=auth', `cnonce="${cnonce}"`, `nc=${count}`);
    return `Digest ${parts.join(', ')}`;
  }
}
