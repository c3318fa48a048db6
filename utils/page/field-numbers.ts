import { polarityOfIdentifier, polarityOfLabel } from '@/utils/numbers/context-words';
import type { Polarity } from '@/utils/numbers/context-words';
import { findInText } from '@/utils/numbers/find-in-text';
import { isNumberHere } from '@/utils/numbers/judge';
import { isExcluded } from '@/utils/page/exclusion';
import type { FoundNumber } from '@/utils/page/found-number';
import { labelBeside } from '@/utils/page/surroundings';

type Field = HTMLInputElement | HTMLTextAreaElement;

const TYPES = new Set(['text', 'tel', 'search', '']);

/** Numbers in the values of text fields. The field itself is the place: its value is never touched. */
export function numbersInFields(
  fields: Field[],
  country: string | undefined,
  excluded: Map<Element, boolean>,
): FoundNumber[] {
  const found: FoundNumber[] = [];
  for (const field of fields) {
    const area = field.tagName === 'TEXTAREA';
    if (!area && !TYPES.has((field.getAttribute('type') ?? '').toLowerCase())) continue;
    const { value } = field;
    if (value.length < 6 || value.length > 2000 || isExcluded(area ? field.parentElement : field, excluded))
      continue;
    const autocomplete = field.getAttribute('autocomplete') ?? '';
    if (/cc-|one-time-code|postal|bday/.test(autocomplete)) continue;
    const named = polarityOfField(field, autocomplete);
    for (const match of findInText(value, country)) {
      const alone = match.start === 0 && match.end === value.length;
      const label = alone || match.strength < 2 ? named : 0;
      if (!isNumberHere(match, { label, heading: 0, structure: 0 })) continue;
      found.push({
        e164: match.e164,
        ...(match.ext ? { ext: match.ext } : {}),
        raw: value.slice(match.start, match.end),
        surface: 'input',
        element: field,
      });
    }
  }
  return found;
}

function polarityOfField(field: Field, autocomplete: string): Polarity {
  if (field.getAttribute('type')?.toLowerCase() === 'tel' || autocomplete.includes('tel')) return 1;
  const [labelledBy] = (field.getAttribute('aria-labelledby') ?? '').split(' ');
  const label = field.labels?.[0] ?? (labelledBy ? field.ownerDocument.getElementById(labelledBy) : null);
  return (
    polarityOfLabel(label?.textContent ?? field.getAttribute('aria-label') ?? '') ||
    polarityOfIdentifier(field.getAttribute('name') ?? '') ||
    polarityOfIdentifier(field.id) ||
    polarityOfLabel(field.getAttribute('placeholder') ?? '') ||
    (label ? 0 : labelBeside(field))
  );
}
