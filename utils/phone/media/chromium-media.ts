import { type BrowserMedia, browserMedia } from '@/utils/phone/media/browser-media';

/**
 * Chromium, where a fresh peer connection needs a document of its own. It tells a document of a change of network when the last of
 * the changes is two seconds old, and they come one after the other (a link, its addresses, IPv6 after a second); until then
 * all its peer connections look for paths from addresses that are gone. A new document asks for the addresses itself.
 */
export const chromiumMedia: BrowserMedia = {
  ...browserMedia,
  createPeerConnection: (configuration, { fresh } = { fresh: false }) =>
    fresh ? createInFrame(configuration) : browserMedia.createPeerConnection(configuration),
};

/** The frame goes with the peer connection. */
function createInFrame(configuration: RTCConfiguration): RTCPeerConnection {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  document.documentElement.append(frame);
  const { RTCPeerConnection } = frame.contentWindow as Window & typeof globalThis;
  const peer = new RTCPeerConnection(configuration);
  const close = peer.close.bind(peer);
  peer.close = () => {
    close();
    frame.remove();
  };
  return peer;
}
