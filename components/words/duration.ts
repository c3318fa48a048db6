const two = (value: number) => String(value).padStart(2, '0');

/** `0:05`, `12:40`, `1:02:03`: how long a call has lasted. Negative spans (a clock set back) count as none. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** `8 seconds`, `3 minutes 5 seconds`: for screen readers and summaries. */
export function speakDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [
    [Math.floor(whole / 3600), 'hour'],
    [Math.floor(whole / 60) % 60, 'minute'],
    [whole % 60, 'second'],
  ] as const;
  const said = parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`);
  return said.join(' ') || '0 seconds';
}

/** Time of day for today, weekday within a week, date before that. */
export function formatWhen(at: number, now: number, locale?: string): string {
  const date = new Date(at);
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  const day = 86_400_000;
  const time = date.toLocaleTimeString(locale, { hour: 'numeric', minute: '2-digit' });
  if (at >= midnight) return time;
  if (at >= midnight - day) return `Yesterday, ${time}`;
  if (at >= midnight - 6 * day) return `${date.toLocaleDateString(locale, { weekday: 'long' })}, ${time}`;
  return date.toLocaleDateString(locale, { day: 'numeric', month: 'short', year: 'numeric' });
}
