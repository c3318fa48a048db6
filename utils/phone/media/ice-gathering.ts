/** After the first candidate that may be enough, how long to wait for a better one. */
const SETTLE_HOST = 30;
const SETTLE_PUBLIC = 20;
/** Never longer than this for something better, whatever the servers do. */
const LIMIT = 1_000;
/** Never longer than this for the first one: after a change of network the browser takes seconds to see the new one. */
const LATEST = 4_000;

/**
 * Resolves when the candidates gathered so far are good enough to be sent: all of them, or one from a STUN or TURN server,
 * or where none is set up, the first of this machine and a moment for its siblings. Waiting for the end costs seconds where
 * one interface cannot reach the server, and trickling is not known to PBXs. False where `latestMs` brought none that the far
 * end could reach.
 */
export function gatherCandidates(
  peer: Pick<
    RTCPeerConnection,
    'iceGatheringState' | 'localDescription' | 'addEventListener' | 'removeEventListener'
  >,
  expects: { server: boolean; relayOnly: boolean },
  latestMs = LATEST,
): Promise<boolean> {
  // After an ICE restart the state is still that of the last gathering; only the new description has no candidate yet.
  const isGathered = peer.localDescription?.sdp.includes('a=candidate:');
  if (peer.iceGatheringState === 'complete' && isGathered) return Promise.resolve(true);
  return new Promise((resolve) => {
    let settle: ReturnType<typeof setTimeout> | undefined;
    let found = false;
    const limit = setTimeout(() => found && done(), LIMIT);
    const latest = setTimeout(() => found || done(), latestMs);
    const begun = performance.now();
    const onState = () => {
      if (peer.iceGatheringState === 'complete') done();
    };
    const onCandidate = (event: Event) => {
      const { candidate } = event as RTCPeerConnectionIceEvent;
      if (!candidate?.candidate) return;
      // Nobody offers calls over TCP, and such a candidate comes first, even of an interface that is gone.
      if (/ tcptype /.test(candidate.candidate)) return;
      const type = candidate.type ?? / typ (\w+)/.exec(candidate.candidate)?.[1];
      const fromServer = type === 'relay' || (type === 'srflx' && !expects.relayOnly);
      if (fromServer) wait(SETTLE_PUBLIC);
      else if (!expects.server) wait(SETTLE_HOST);
      found ||= !expects.relayOnly || fromServer;
      if (found && performance.now() - begun >= LIMIT) done();
    };
    function wait(ms: number): void {
      settle ??= setTimeout(done, ms);
    }
    function done(): void {
      clearTimeout(limit);
      clearTimeout(latest);
      clearTimeout(settle);
      peer.removeEventListener('icegatheringstatechange', onState);
      peer.removeEventListener('icecandidate', onCandidate);
      resolve(found);
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
