/**
 * A peer connection in a frame of its own, which goes with it. Chromium tells a document of a change of network when the last of
 * the changes is two seconds old, and they come one after the other (a link, its addresses, IPv6 after a second); until then
 * all its peer connections look for paths from addresses that are gone. A new document asks for the addresses itself.
 */
export function createFreshPeerConnection(configuration: RTCConfiguration): RTCPeerConnection {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  document.documentElement.append(frame);
  // Where the first document of a frame gives way to a second one, it would take the peer connection with it.
  const stays = frame.contentDocument?.readyState === 'complete';
  const inside = stays ? (frame.contentWindow as Window & typeof globalThis) : globalThis;
  const peer = new inside.RTCPeerConnection(configuration);
  const close = peer.close.bind(peer);
  peer.close = () => {
    close();
    frame.remove();
  };
  return peer;
}
