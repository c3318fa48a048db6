const dateFormat = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium' });
const timeFormat = new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit' });
const moneyFormat = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 });
const shortMoney = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', notation: 'compact', maximumFractionDigits: 1 });
const relative = new Intl.RelativeTimeFormat('en-US', { numeric: 'auto' });

export const date = (text) => (text ? dateFormat.format(new Date(text.length === 10 ? `${text}T12:00:00` : text)) : '');
export const dateTime = (text) => (text ? `${date(text)}, ${timeFormat.format(new Date(text))}` : '');
export const money = (value) => (typeof value === 'number' ? moneyFormat.format(value) : '');
export const compactMoney = (value) => shortMoney.format(value);

/** "in 3 days", "2 hours ago". */
export function ago(text) {
  const seconds = (new Date(text).getTime() - Date.now()) / 1000;
  for (const [unit, size] of [['day', 86400], ['hour', 3600], ['minute', 60]])
    if (Math.abs(seconds) >= size) return relative.format(Math.round(seconds / size), unit);
  return 'just now';
}

/** What a field shows as text, by its type. */
export function fieldText(field, value) {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') return value.name ?? '';
  if (field.type === 'date') return date(value);
  if (field.type === 'datetime') return dateTime(value);
  if (field.type === 'currency') return money(value);
  return String(value);
}
