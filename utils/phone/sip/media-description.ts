import type { BodyAndContentType, SessionDescriptionHandler } from 'sip.js';
import type { MediaSession } from '@/utils/phone/media/media-host';
import { checkSdp } from '@/utils/phone/sip/check-sdp';
import { withoutSources } from '@/utils/phone/sip/without-sources';

/** What the handler needs of its call, newest at each use. */
export interface DescribedCall {
  media: MediaSession | null;
  hold: boolean;
  iceRestart: boolean;
  /** Told of each remote description that was taken. */
  onRemoteHold(held: boolean): void;
}

/**
 * SIP.js's view of the audio of a call: offers and answers, made elsewhere. Always exactly one audio line, so there is
 * nothing for modifiers and options to change.
 */
export class MediaDescription implements SessionDescriptionHandler {
  readonly #call: DescribedCall;
  #remoteOffer: string | null = null;
  #offered = false;

  constructor(call: DescribedCall) {
    this.#call = call;
  }

  /** The media is closed by its owner, not by the dialog. */
  close(): void {
    this.#remoteOffer = null;
  }

  async getDescription(): Promise<BodyAndContentType> {
    const call = this.#call;
    const media = this.#media();
    const offer = this.#remoteOffer;
    this.#remoteOffer = null;
    if (offer !== null) {
      const body = await media.createAnswer(withoutSources(offer), { hold: call.hold });
      return { body, contentType: 'application/sdp' };
    }
    const { iceRestart } = call;
    call.iceRestart = false;
    this.#offered = true;
    try {
      return {
        body: await media.createOffer({ hold: call.hold, iceRestart }),
        contentType: 'application/sdp',
      };
    } catch (error) {
      this.#offered = false;
      throw error;
    }
  }

  hasDescription(contentType: string): boolean {
    return contentType.toLowerCase().startsWith('application/sdp');
  }

  async setDescription(sdp: string): Promise<void> {
    const facts = checkSdp(sdp);
    if (!facts) throw new Error('The description is not a plain audio call.');
    const theyHold = facts.direction === 'sendonly' || facts.direction === 'inactive';
    if (!this.#offered) {
      this.#remoteOffer = sdp;
      // SIP.js asks for the answer in the same turn. If it does not, this was an answer nobody waited for, in an ACK.
      setTimeout(() => (this.#remoteOffer = this.#remoteOffer === sdp ? null : this.#remoteOffer), 0);
      this.#call.onRemoteHold(theyHold);
      return;
    }
    await this.#media().setRemoteAnswer(withoutSources(sdp));
    this.#offered = false;
    // While we hold, `inactive` is a possible answer of one who does not hold us (RFC 3264 §6.1): it tells nothing.
    if (!this.#call.hold) this.#call.onRemoteHold(theyHold);
  }

  /** A description in a provisional answer: early media, which another fork may still replace. */
  async setEarlyAnswer(sdp: string): Promise<boolean> {
    if (!this.#offered || !checkSdp(sdp)) return false;
    await this.#media().setRemoteAnswer(withoutSources(sdp), { early: true });
    return true;
  }

  async rollbackDescription(): Promise<void> {
    this.#remoteOffer = null;
    if (!this.#offered) return;
    this.#offered = false;
    await this.#call.media?.rollback();
  }

  /** Tones go through `SipPort.sendDtmf`. */
  sendDtmf(): boolean {
    return false;
  }

  #media(): MediaSession {
    if (!this.#call.media) throw new Error('The call has no audio.');
    return this.#call.media;
  }
}
