/** Digest algorithms we can answer, best first (RFC 8760). */
const ALGORITHMS = ['sha-256', 'md5'];
const CHALLENGE = /^(WWW-Authenticate|Proxy-Authenticate)[ \t]*:[ \t]*(.*)$/i;

/**
 * Leaves one challenge in a 401 or 407: the best we can answer. SIP.js reads the last one whatever its algorithm, and does
 * not understand some at all.
 */
export function pickChallenge(message: string): string {
  if (!/^SIP\/2\.0 40[17] /.test(message)) return message;
  const end = message.indexOf('\r\n\r\n');
  const lines = message.slice(0, end).split('\r\n');
  const challenges = lines.filter((line) => CHALLENGE.test(line));
  const best = challenges
    .map((line) => ({ line, rank: ALGORITHMS.indexOf(algorithmOf(line)) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank)[0]?.line;
  return lines.filter((line) => line === best || !CHALLENGE.test(line)).join('\r\n') + message.slice(end);
}

function algorithmOf(challenge: string): string {
  return (/[\s,]algorithm\s*=\s*"?([A-Za-z0-9-]+)"?/i.exec(challenge)?.[1] ?? 'MD5').toLowerCase();
}
