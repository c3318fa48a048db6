import type { PeerLink } from '@/utils/phone/media/peer-link';

/**
 * The negotiation of one session: over one link, until another takes over from it. Where an ICE restart finds no address that
 * this computer has now, a fresh link does, and replaces the old one with the answer of the far end. A refusal leaves the old
 * one as it was.
 */
export function createPeerLinks(connect: (how: { fresh: boolean }) => PeerLink, latestMs: number) {
  let link = connect({ fresh: false });
  let next: PeerLink | null = null;
  let closed = false;

  function dropNext(): void {
    next?.close();
    next = null;
  }

  async function restart(hold: boolean): Promise<string> {
    const restarted = await link.offer({ hold, iceRestart: true, latestMs });
    if (restarted.reachable || closed) return restarted.sdp;
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
    async offer({ hold, iceRestart }: { hold: boolean; iceRestart: boolean }): Promise<string> {
      dropNext();
      return iceRestart ? restart(hold) : (await link.offer({ hold, iceRestart })).sdp;
    },
    answer: (remoteSdp: string, options: { hold: boolean }) => link.answer(remoteSdp, options),
    async setRemoteAnswer(sdp: string, { early }: { early: boolean }): Promise<void> {
      await (next ?? link).setRemoteAnswer(sdp, early ? 'pranswer' : 'answer');
      if (!next || early) return;
      link.close();
      [link, next] = [next, null];
    },
    async rollback(): Promise<void> {
      dropNext();
      await link.rollback();
    },
    /** Sends another track from now on. */
    async replaceTrack(track: MediaStreamTrack): Promise<void> {
      await Promise.all([link, next].map((each) => each?.sender.replaceTrack(track)));
    },
    close(): void {
      closed = true;
      dropNext();
      link.close();
    },
  };
}
