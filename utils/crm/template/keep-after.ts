import type { TemplateOutput } from '@/utils/crm/template/crm-template';
import type { Row } from '@/utils/crm/template/rows';

/** Keeps of a value only what follows a mark (our attribute `After`): `12x34` after `x` is `34`. */
export function keepAfter(row: Row, outputs: readonly TemplateOutput[]): Row {
  const kept: Record<string, string> = { ...row };
  for (const { name, after } of outputs) {
    const at = after === '' ? -1 : (row[name] ?? '').indexOf(after);
    if (at >= 0) kept[name] = row[name]!.slice(at + after.length);
  }
  return kept;
}
