import type { TextTemplate } from '@/utils/crm/template/crm-template';
import { renderBody } from '@/utils/crm/template/render-body';
import { RenderError } from '@/utils/crm/template/render-error';
import { renderHeader } from '@/utils/crm/template/render-header';
import { renderPopup } from '@/utils/crm/template/render-popup';
import { assembleUrl, renderUrl, type UrlRules } from '@/utils/crm/template/render-url';
import { StepError } from '@/utils/crm/template/step-error';
import { TemplateError } from '@/utils/gotemplate/errors';
import { executeTemplate } from '@/utils/gotemplate/execute';
import type { Segment } from '@/utils/gotemplate/execute';

/** Values by name, later ones winning. */
export type Variables = Readonly<Record<string, unknown>>;

/** Renders a template's texts by their place; whatever goes wrong becomes a `StepError` with the step's name. */
export function createRenderContext(step: string, variables: Variables, timeZone: string) {
  const attempt = <T>(render: () => T): T => {
    try {
      return render();
    } catch (error) {
      if (error instanceof RenderError || error instanceof TemplateError)
        throw new StepError(
          'render',
          step,
          `The template cannot be filled for this call: ${error.message}.`,
          {
            detail: error instanceof RenderError ? error.code : error.stage,
          },
        );
      throw error;
    }
  };
  const segments = (text: TextTemplate): Segment[] => executeTemplate(text.template, variables, { timeZone });
  const plain = (text: TextTemplate) => segments(text).map((segment) => segment.text);

  return {
    url: (text: TextTemplate, rules: UrlRules) => attempt(() => renderUrl(segments(text), rules)),
    /** An address and what is added to its query. */
    joinedUrl: (text: TextTemplate, query: TextTemplate | undefined, trusted: ReadonlySet<string>) =>
      attempt(() => {
        const address = segments(text);
        if (!query || plain(query).join('').trim() === '') return assembleUrl(address, trusted);
        const mark = address.some((segment) => segment.text.includes('?')) ? '&' : '?';
        return assembleUrl(
          [...address, { literal: true, text: mark }, ...withoutMark(segments(query))],
          trusted,
        );
      }),
    body: (text: TextTemplate) => attempt(() => renderBody(segments(text))),
    header: (text: TextTemplate) => attempt(() => renderHeader(segments(text))),
    popup: (text: TextTemplate, trusted: ReadonlySet<string>) =>
      attempt(() => renderPopup(segments(text), trusted)),
    text: (text: TextTemplate) => attempt(() => plain(text).join('')),
  };
}

/** `?a=b` and `&a=b` are written for "a=b", too. */
function withoutMark([first, ...rest]: Segment[]): Segment[] {
  if (!first) return [];
  return [first.literal ? { ...first, text: first.text.replace(/^\s*[?&]/, '') } : first, ...rest];
}
