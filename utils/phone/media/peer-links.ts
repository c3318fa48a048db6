import type { PeerLink } from '@/utils/phone/media/peer-link';

/**
 * The negotiation of one session: over one link, until another takes over from it. Where an ICE restart finds no address that
 * this computer has now, a fresh link does, and takes over with the answer of the far end. A refusal leaves the old one as it
 * was, and it is kept until the fresh one has connected: where that never does, the next restart goes back. A far end that
 * has a path and no keys cannot change them in a call, and is not asked to again.
 */
export function createPeerLinks(connect: (how: { fresh: boolean }) => PeerLink, latestMs: number) {
  let link = connect({ fresh: false });
  /** Takes over with the answer. */
  let next: PeerLink | null = null;
  /** Carried the sound before `link`, which has not connected yet. */
  let former: PeerLink | null = null;
  let keepsKeys = false;
  let closed = false;

  function dropNext(): void {
    next?.close();
    next = null;
  }

  function dropFormer(): void {
    former?.close();
    former = null;
  }

  function goBack(to: PeerLink): void {
    keepsKeys = link.hasPath();
    link.close();
    link = to;
    former = null;
  }

  async function restart(hold: boolean): Promise<string> {
    if (former) goBack(former);
    const restarted = await link.offer({ hold, iceRestart: true, ...(keepsKeys ? {} : { latestMs }) });
    if (restarted.reachable || keepsKeys || closed) return restarted.sdp;
    await link.rollback();
    next = connect({ fresh: true });
    const offered = await next.offer({ hold, iceRestart: false, latestMs });
    if (offered.reachable || closed) return offered.sdp;
    dropNext();
    // No address anywhere: the browser's news of one may be under way.
    return (await link.offer({ hold, iceRestart: true })).sdp;
  }

  return {
    /** The one that carries the sound. */
    current: () => link,
    /** The present one connected. */
    connected: dropFormer,
    async offer({ hold, iceRestart }: { hold: boolean; iceRestart: boolean }): Promise<string> {
      dropNext();
      return iceRestart ? restart(hold) : (await link.offer({ hold, iceRestart })).sdp;
    },
    answer: (remoteSdp: string, options: { hold: boolean }) => link.answer(remoteSdp, options),
    async setRemoteAnswer(sdp: string, { early }: { early: boolean }): Promise<void> {
      await (next ?? link).setRemoteAnswer(sdp, early ? 'pranswer' : 'answer');
      if (!next || early) return;
      [former, link, next] = [link, next, null];
    },
    async rollback(): Promise<void> {
      dropNext();
      await link.rollback();
    },
    /** Sends another track from now on. */
    async replaceTrack(track: MediaStreamTrack): Promise<void> {
      await Promise.all([former, link, next].map((each) => each?.sender.replaceTrack(track)));
    },
    close(): void {
      closed = true;
      dropNext();
      dropFormer();
      link.close();
    },
  };
}
