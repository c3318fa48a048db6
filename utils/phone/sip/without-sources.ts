/**
 * The remote description without the synchronisation sources it names (RFC 5576). Announcements, music on hold and whoever a
 * PBX connects later come from sources of their own, and Chromium plays no source but the named ones. With none named it plays
 * the newest, which is right where there is one audio line.
 */
export function withoutSources(sdp: string): string {
  return sdp.replace(/^a=ssrc(?:-group)?:.*(?:\r?\n|$)/gm, '');
}
