/**
 * Keeps the `o=` line of what one session offers and answers: the same name throughout, its version one higher each time (RFC
 * 3264 §8), whichever peer connection wrote the description.
 */
export function createSessionOrigin(): (sdp: string) => string {
  let name: string | null = null;
  let version = 0;
  return (sdp) =>
    sdp.replace(/^o=(\S+ \d+) (\d+)/m, (_, written: string, count: string) => {
      name ??= written;
      version = Math.max(version + 1, Number(count));
      return `o=${name} ${version}`;
    });
}
