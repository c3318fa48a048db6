import type { TextTemplate } from '@/utils/crm/template/crm-template';
import type { Issues } from '@/utils/crm/template/issue';
import { TemplateError } from '@/utils/gotemplate/errors';
import { parseTemplate } from '@/utils/gotemplate/parse';

/** Reads a value of the file as a template; says what is wrong and reads it as empty when it is none. */
export function readText(source: string, line: number, path: string, issues: Issues): TextTemplate {
  try {
    return { source, line, template: parseTemplate(source) };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    issues.error('template-syntax', line, path, `${sentence(error.message)} Written is: ${excerpt(source)}`);
    return { source: '', line, template: { source: '', nodes: [] } };
  }
}

const sentence = (text: string) => `${text[0]!.toUpperCase()}${text.slice(1)}.`;
const excerpt = (source: string) => (source.length > 120 ? `${source.slice(0, 120)}…` : source);
