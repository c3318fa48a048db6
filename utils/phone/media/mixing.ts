import type { BrowserMedia } from '@/utils/phone/media/browser-media';

/** One track that carries all of `streams`: for a conference, our voice and the other party's. */
export function mixInto(
  browser: Pick<BrowserMedia, 'createAudioContext'>,
  streams: readonly MediaStream[],
): { track: MediaStreamTrack; close(): void } {
  const context = browser.createAudioContext();
  const output = context.createMediaStreamDestination();
  for (const stream of streams)
    if (stream.getAudioTracks().length > 0) context.createMediaStreamSource(stream).connect(output);
  void context.resume();
  return { track: output.stream.getAudioTracks()[0]!, close: () => void context.close() };
}
