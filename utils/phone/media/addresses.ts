/** How long the browser may take to list its addresses, milliseconds. */
const LIMIT = 500;

/** Addresses of the machine that a description names; none that are hidden behind made-up names. */
export function hostAddresses(sdp: string): string[] {
  const candidates = sdp.matchAll(/^a=candidate:\S+ \d+ udp \d+ (\S+) \d+ typ host/gim);
  return [...new Set([...candidates].map(([, address]) => address!))].filter(
    (each) => !each.endsWith('.local'),
  );
}

/** The addresses this machine has, as `peer` finds them; null when that takes too long. Closes it. */
export async function listAddresses(peer: RTCPeerConnection): Promise<string[] | null> {
  try {
    peer.createDataChannel('');
    const complete = new Promise<boolean>((resolve) => {
      setTimeout(() => resolve(false), LIMIT);
      peer.addEventListener(
        'icegatheringstatechange',
        () => peer.iceGatheringState === 'complete' && resolve(true),
      );
    });
    await peer.setLocalDescription(await peer.createOffer());
    return (await complete) ? hostAddresses(peer.localDescription?.sdp ?? '') : null;
  } finally {
    peer.close();
  }
}

/** Whether an address that `sdp` offered is no longer among those of the machine. */
export function isGone(sdp: string, now: readonly string[] | null): boolean {
  // One without any address is offline, which is told elsewhere.
  if (!now || now.length === 0) return false;
  return hostAddresses(sdp).some((address) => !now.includes(address));
}
