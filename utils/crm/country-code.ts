/** Names in CRMs that are nobody's official ones. */
const NICKNAMES: Record<string, string> = {
  usa: 'US',
  'u.s.a.': 'US',
  'u.s.': 'US',
  america: 'US',
  'united states of america': 'US',
  uk: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'great britain': 'GB',
  deutschland: 'DE',
  españa: 'ES',
  italia: 'IT',
  brasil: 'BR',
  schweiz: 'CH',
  suisse: 'CH',
  österreich: 'AT',
  uae: 'AE',
};

let names: Map<string, string> | null = null;

/** ISO region of a country as somebody typed it ("Germany", "de", "USA"); undefined where it is none we know. */
export function countryCodeOf(text: string): string | undefined {
  const name = text.trim().toLowerCase();
  if (name === '') return undefined;
  if (NICKNAMES[name]) return NICKNAMES[name];
  names ??= englishNames();
  if (/^[a-z]{2}$/.test(name)) return [...names.values()].find((code) => code === name.toUpperCase());
  return names.get(name);
}

function englishNames(): Map<string, string> {
  const display = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const found = new Map<string, string>();
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    const name = display.of(code)?.toLowerCase();
    if (!name || found.has(name)) continue;
    // Codes of former states (`DD`) and aliases (`UK`) have another canonical form. Asking for it is what takes time here.
    if (new Intl.Locale(`und-${code}`).region === code) found.set(name, code);
  }
  return found;
}
