/** What a session description from the network tells before the browser is given it. */
export interface SdpFacts {
  /** Direction of the audio as they wrote it (RFC 3264 §5.1). */
  direction: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';
}

const LARGEST = 32 * 1024;
const MOST_CANDIDATES = 64;

/**
 * Reads a remote description; null when it is not a plain DTLS-SRTP audio call, which is refused with 488: exactly one live
 * audio line, secured by DTLS with a fingerprint of SHA-256 or better, no SDES keys, no video, no data.
 * Some media proxies write the profile of before RFC 5764 (`RTP/SAVPF`); the fingerprint is what tells DTLS from SDES.
 */
export function checkSdp(sdp: string): SdpFacts | null {
  if (sdp.length > LARGEST || !sdp.startsWith('v=0')) return null;
  const lines = sdp.split(/\r?\n/);
  const starts = lines.flatMap((line, i) => (line.startsWith('m=') ? [i] : []));
  const session = lines.slice(0, starts[0] ?? lines.length);
  const media = starts.map((start, i) => lines.slice(start, starts[i + 1] ?? lines.length));
  const live = media.filter(([first]) => !/^m=\S+ 0[ /]/.test(first!));
  const [audio] = live;
  if (
    live.length !== 1 ||
    !audio ||
    !/^m=audio \d+(?:\/\d+)? (?:UDP\/TLS\/)?RTP\/SAVPF? [\d ]+$/.test(audio[0]!.trim())
  )
    return null;
  const all = [...session, ...audio];
  if (all.some((line) => line.startsWith('a=crypto:'))) return null;
  if (!all.some((line) => /^a=fingerprint:sha-(?:256|384|512) [0-9A-F:]+$/i.test(line.trim()))) return null;
  if (lines.filter((line) => line.startsWith('a=candidate:')).length > MOST_CANDIDATES) return null;
  return { direction: directionOf(session, audio) };
}

function directionOf(session: string[], audio: string[]): SdpFacts['direction'] {
  // RFC 2543 phones hold with an address of 0.0.0.0; with ICE that is only the default candidate.
  const silent = audio.some((line) => line.startsWith('c=IN IP4 0.0.0.0'));
  if (silent && !audio.some((line) => line.startsWith('a=candidate:'))) return 'sendonly';
  for (const lines of [audio, session])
    for (const line of lines) {
      const match = /^a=(sendrecv|sendonly|recvonly|inactive)\s*$/.exec(line);
      if (match) return match[1] as SdpFacts['direction'];
    }
  return 'sendrecv';
}
