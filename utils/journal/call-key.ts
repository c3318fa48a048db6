import type { Call } from '@/utils/phone/call';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const LENGTH = 20;

/**
 * The key under which a CRM knows a call: the same for every leg, every browser and every try. It is made of the PBX's
 * own id of the call where there is one, so that two agents whose phones rang for one call agree on it.
 *
 * `base32(sha256(id))`, 20 characters: 100 bits.
 */
export async function callKey(call: Call, crypto: Pick<Crypto, 'subtle'>): Promise<string> {
  const id = call.pbxId || call.facts.callId || call.id;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(id));
  return base32(new Uint8Array(digest)).slice(0, LENGTH);
}

/** RFC 4648 base32 without padding. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      text += ALPHABET[(value >>> (bits - 5)) & 31];
      bits -= 5;
    }
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? text + ALPHABET[(value << (5 - bits)) & 31] : text;
}
