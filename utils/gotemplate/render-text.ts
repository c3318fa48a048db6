import { type ExecuteOptions, executeTemplate } from '@/utils/gotemplate/execute';
import { parseTemplate } from '@/utils/gotemplate/parse';
import type { Data } from '@/utils/gotemplate/value';

/**
 * Go's `text/template` (Go 1.19) with `TimeFormat`, `ToMillis`, `Capitalize` and `UrlEncode`, for text that is only
 * read: a call's subject, a note. For JSON bodies, URLs and headers use `executeTemplate` and escape by place
 * (`utils/crm/template/render-*.ts`).
 *
 * ```ts
 * renderText('{{.Call_Status}} call from {{.Call_From}}', { Call_Status: 'Missed', Call_From: 'Ana <+1…>' });
 * ```
 *
 * What is absent prints nothing. This folder: `lex.ts` → `parse.ts` (`parse-pipe.ts`) → `tree.ts` → `execute.ts`, which
 * yields literal and dynamic segments; `functions.ts` what templates may call; `value.ts` Go's kinds of value; `fields.ts`
 * which variables a template names. It imports nothing else.
 *
 * @throws TemplateError stage `parse` when the template is wrong, `exec` when these values do not fit it.
 */
export function renderText(source: string, variables: Data, options: ExecuteOptions = {}): string {
  const segments = executeTemplate(parseTemplate(source), variables, options);
  return segments.map((segment) => segment.text).join('');
}
