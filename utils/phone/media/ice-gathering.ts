/** After the first candidate that may be enough, how long to wait for a better one. */
const SETTLE_HOST = 60;
const SETTLE_PUBLIC = 20;
/** Never longer than this, whatever the servers do. */
const LIMIT = 1_000;

/**
 * Resolves when the candidates gathered so far are good enough to be sent: all of them, or one from a STUN or TURN server,
 * or where none is set up, the first of this machine and a moment for its siblings. Waiting for the end costs seconds where
 * one interface cannot reach the server, and trickling is not known to PBXs.
 */
export function gatherCandidates(
  peer: Pick<RTCPeerConnection, 'iceGatheringState' | 'addEventListener' | 'removeEventListener'>,
  expects: { server: boolean; relayOnly: boolean },
): Promise<void> {
  if (peer.iceGatheringState === 'complete') return Promise.resolve();
  return new Promise((resolve) => {
    let settle: ReturnType<typeof setTimeout> | undefined;
    const limit = setTimeout(done, LIMIT);
    const onState = () => {
      if (peer.iceGatheringState === 'complete') done();
    };
    const onCandidate = (event: Event) => {
      const { candidate } = event as RTCPeerConnectionIceEvent;
      if (!candidate?.candidate) return;
      const type = candidate.type ?? / typ (\w+)/.exec(candidate.candidate)?.[1];
      const fromServer = type === 'relay' || (type === 'srflx' && !expects.relayOnly);
      if (fromServer) wait(SETTLE_PUBLIC);
      else if (!expects.server) wait(SETTLE_HOST);
    };
    function wait(ms: number): void {
      settle ??= setTimeout(done, ms);
    }
    function done(): void {
      clearTimeout(limit);
      clearTimeout(settle);
      peer.removeEventListener('icegatheringstatechange', onState);
      peer.removeEventListener('icecandidate', onCandidate);
      resolve();
    }
    peer.addEventListener('icegatheringstatechange', onState);
    peer.addEventListener('icecandidate', onCandidate);
  });
}

/** The description without addresses of this machine, for those who must not tell them (T-29). */
export function onlyRelayed(sdp: string): string {
  return sdp
    .split('\r\n')
    .filter((line) => !line.startsWith('a=candidate:') || / typ relay\b/.test(line))
    .map((line) => line.replace(/ raddr \S+ rport \d+/, ' raddr 0.0.0.0 rport 9'))
    .join('\r\n');
}
