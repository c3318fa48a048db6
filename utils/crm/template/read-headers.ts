import type { HeaderTemplate } from '@/utils/crm/template/crm-template';
import { LIMITS } from '@/utils/crm/template/limits';
import { attribute, lineOf, type Reading, within } from '@/utils/crm/template/parameters';
import { readText } from '@/utils/crm/template/read-text';
import { RenderError } from '@/utils/crm/template/render-error';
import { checkHeaderName } from '@/utils/crm/template/render-header';
import type { XmlElement } from '@/utils/crm/template/xml';

/** Reads `Father="PopulateTemplateString"` parameters: of AuthMethod for every request, of a request for it alone. */
export function readHeaders(element: XmlElement, place: string, { issues }: Reading): HeaderTemplate[] {
  const headers: HeaderTemplate[] = [];
  const names = new Set<string>();
  for (const parameter of within(element, 'Parameters', 'Parameter')) {
    if (attribute(parameter, 'Father') !== 'PopulateTemplateString') continue;
    const name = attribute(parameter, 'Name');
    const line = lineOf(parameter, 'Name');
    const path = `${place} › header ${name}`;
    try {
      checkHeaderName(name);
    } catch (error) {
      if (!(error instanceof RenderError)) throw error;
      issues.error(error.code as 'header-name' | 'header-forbidden', line, path, sentence(error.message));
      continue;
    }
    if (names.has(name.toLowerCase())) {
      issues.error(
        'duplicate-header',
        line,
        path,
        `The header ${name} is written twice. Remove one of them.`,
      );
      continue;
    }
    names.add(name.toLowerCase());
    const source = attribute(parameter, 'Value');
    const value = readText(source, lineOf(parameter, 'Value'), path, issues);
    if (
      value.template.nodes.some((node) => node.type === 'text' && /[^\t\u0020-\u007e]/.test(node.text.trim()))
    )
      issues.error(
        'header-value',
        value.line,
        path,
        'A header holds only plain letters, digits and signs, in one line.',
      );
    headers.push({ name, value });
  }
  if (headers.length > LIMITS.headers)
    issues.error('too-many-headers', element.line, place, `There are more than ${LIMITS.headers} headers.`);
  return headers;
}

const sentence = (text: string) => `${text[0]!.toUpperCase()}${text.slice(1)}.`;
