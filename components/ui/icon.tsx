/** Strokes of each icon on a 24 × 24 grid; drawn for this product, two units wide, round ends. */
const STROKES = {
  phone:
    'M6.6 3.5 9 3.3l1.7 4.4-2.1 1.6a12.5 12.5 0 0 0 6.1 6.1l1.6-2.1 4.4 1.7-.2 2.4a2.9 2.9 0 0 1-3.1 2.7A15.6 15.6 0 0 1 3.9 6.6 2.9 2.9 0 0 1 6.6 3.5Z',
  'hang-up':
    'M3.2 15.6 2.7 13c-.3-1.3.3-2.5 1.5-3.1 5-2.5 10.6-2.5 15.6 0 1.2.6 1.8 1.8 1.5 3.1l-.5 2.6-4.6-.9-.3-2.7a12 12 0 0 0-7.8 0l-.3 2.7Z',
  mic: 'M12 3.5a2.8 2.8 0 0 0-2.8 2.8v5.2a2.8 2.8 0 0 0 5.6 0V6.3A2.8 2.8 0 0 0 12 3.5ZM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3',
  'mic-off':
    'M14.8 9.5V6.3a2.8 2.8 0 0 0-5.5-.8M9.2 9.3v2.2a2.8 2.8 0 0 0 4.5 2.2M5.5 11.5a6.5 6.5 0 0 0 10.4 5.2m2-2.6a6.5 6.5 0 0 0 .6-2.6M12 18v3M4 4l16 16',
  pause: 'M8.5 5v14M15.5 5v14',
  play: 'M7.5 5.2v13.6L18.5 12Z',
  keypad:
    'M6 5.5h.01M12 5.5h.01M18 5.5h.01M6 11.5h.01M12 11.5h.01M18 11.5h.01M6 17.5h.01M12 17.5h.01M18 17.5h.01',
  transfer: 'M4 8h13m-3.5-3.5L17 8l-3.5 3.5M20 16H7m3.5-3.5L7 16l3.5 3.5',
  people:
    'M9 11.5a3.2 3.2 0 1 0 0-6.5 3.2 3.2 0 0 0 0 6.5ZM3 19.5a6 6 0 0 1 12 0M16 5.3a3.2 3.2 0 0 1 0 6M17.5 14.2a6 6 0 0 1 3.5 5.3',
  'person-add': 'M10 11.5A3.2 3.2 0 1 0 10 5a3.2 3.2 0 0 0 0 6.5ZM4 19.5a6 6 0 0 1 12 0M18.5 7.5v6m-3-3h6',
  person: 'M12 11.5A3.5 3.5 0 1 0 12 4.5a3.5 3.5 0 0 0 0 7ZM5 20a7 7 0 0 1 14 0',
  open: 'M13.5 4.5h6v6M19 5l-8 8M17.5 14v4a1.5 1.5 0 0 1-1.5 1.5H6A1.5 1.5 0 0 1 4.5 18V8A1.5 1.5 0 0 1 6 6.5h4',
  settings:
    'M4 7h9m4 0h3M4 17h3m4 0h9M15 9.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4ZM9 19.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 20 20',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  warning: 'M12 4 2.8 19.5h18.4ZM12 10v4.5M12 17.2h.01',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7.5V12l3 2',
  incoming: 'M18.5 5.5 6 18M6 8.5V18h9.5',
  outgoing: 'M5.5 18.5 18 6M8.5 6H18v9.5',
  missed: 'm4 7 8 7.5L20 7M4 13V7h6',
  erase: 'M8.5 6h10.5A1.5 1.5 0 0 1 20.5 7.5v9a1.5 1.5 0 0 1-1.5 1.5H8.5L3 12ZM11 9.5l5 5m0-5-5 5',
  moon: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z',
  voicemail:
    'M6.5 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM17.5 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM6.5 15.5h11',
  copy: 'M9 8.5h9A1.5 1.5 0 0 1 19.5 10v9a1.5 1.5 0 0 1-1.5 1.5H9A1.5 1.5 0 0 1 7.5 19v-9A1.5 1.5 0 0 1 9 8.5ZM4.5 15.5V5A1.5 1.5 0 0 1 6 3.5h9',
  trash: 'M4.5 6.5h15M9.5 6V4h5v2M6.5 6.5 7.3 20h9.4l.8-13.5M10 10.5v6m4-6v6',
  download: 'M12 4v11m-4.5-4.5L12 15l4.5-4.5M4.5 19.5h15',
  upload: 'M12 15.5v-11M7.5 9 12 4.5 16.5 9M4.5 19.5h15',
  close: 'M6 6l12 12M18 6 6 18',
  next: 'm9.5 5.5 6.5 6.5-6.5 6.5',
  back: 'M14.5 5.5 8 12l6.5 6.5',
  up: 'm5.5 14.5 6.5-6 6.5 6',
  more: 'm5.5 9.5 6.5 6 6.5-6',
  lock: 'M6.5 10.5h11A1.5 1.5 0 0 1 19 12v7a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 19v-7a1.5 1.5 0 0 1 1.5-1.5ZM8 10.5V8a4 4 0 0 1 8 0v2.5',
  globe:
    'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM3.5 12h17M12 3.5c3 2.7 3.8 5.5 3.8 8.5s-.8 5.8-3.8 8.5c-3-2.7-3.8-5.5-3.8-8.5S9 6.2 12 3.5Z',
  mail: 'M4.5 6h15A1.5 1.5 0 0 1 21 7.5v9a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 16.5v-9A1.5 1.5 0 0 1 4.5 6ZM3.5 7.5l8.5 6 8.5-6',
  note: 'M6 3.5h12A1.5 1.5 0 0 1 19.5 5v10l-5 5.5H6A1.5 1.5 0 0 1 4.5 19V5A1.5 1.5 0 0 1 6 3.5ZM14.5 20v-5h5M8.5 8h7m-7 4h4',
  sound: 'M4.5 9.5v5H8l5 4.5V5L8 9.5ZM16.5 9a4.5 4.5 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11',
} as const;

export type IconName = keyof typeof STROKES;

/** An icon; decoration unless `label` gives it words of its own. */
export function Icon({ name, label, size = 20 }: { name: IconName; label?: string; size?: number }) {
  return (
    <svg
      class={`icon icon-${name}`}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width={name === 'keypad' ? 2.8 : 1.8}
      stroke-linecap="round"
      stroke-linejoin="round"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : 'true'}
    >
      <path d={STROKES[name]} />
    </svg>
  );
}
