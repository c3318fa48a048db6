import type { CrmTemplate, RequestTemplate } from '@/utils/crm/template/crm-template';
import type { Globals } from '@/utils/crm/template/globals';
import { LIMITS } from '@/utils/crm/template/limits';
import { createRenderContext, type Variables } from '@/utils/crm/template/render-context';
import { RenderError } from '@/utils/crm/template/render-error';
import { renderPopup } from '@/utils/crm/template/render-popup';
import type { RequestRunner } from '@/utils/crm/template/request-runner';
import { keepAfter } from '@/utils/crm/template/keep-after';
import { readRows, readValues, type Row } from '@/utils/crm/template/rows';
import { StepError } from '@/utils/crm/template/step-error';

/** A contact as a template's Outputs describe it. */
export interface Contact {
  /** The name of the request that found it. */
  readonly type: string;
  readonly values: Row;
  /** Its page, empty when there is none that may be opened. */
  readonly url: string;
}

export interface FinderDeps {
  readonly template: CrmTemplate;
  readonly fields: Readonly<Record<string, string>>;
  readonly timeZone: string;
  /** Addresses the sign-in named, which pages may begin with. */
  readonly namedAddresses: () => Promise<Readonly<Record<string, string>>>;
}

/** An Output of ours among the template's: where the CRM's answer holds the page. */
const PAGE = ' page';

/** Finds contacts: one request per type, a row per contact, follow-up requests per row, a page per contact. */
export function createContactFinder(deps: FinderDeps, runner: RequestRunner, globals: Globals) {
  const { template, timeZone } = deps;
  const common = new Map(template.requests.Common.map((request) => [request.name, request]));

  /** All types at once; what one type cannot tell does not hide what another found. */
  async function find(requests: readonly RequestTemplate[], variables: Variables, signal?: AbortSignal) {
    const warnings: StepError[] = [];
    const results = await Promise.allSettled(
      requests.map((request) => findOfType(request, variables, warnings, signal)),
    );
    const contacts: Contact[] = [];
    for (const result of results) {
      if (result.status === 'fulfilled') contacts.push(...result.value);
      else if (result.reason instanceof StepError) warnings.push(result.reason);
      else throw result.reason;
    }
    const failures = results.filter((result) => result.status === 'rejected');
    if (contacts.length === 0 && failures[0]) throw failures[0].reason;
    return { contacts, warnings };
  }

  async function findOfType(
    request: RequestTemplate,
    variables: Variables,
    warnings: StepError[],
    signal?: AbortSignal,
  ): Promise<Contact[]> {
    const found = await runner.run(request, await globals.forRequest(request, variables), signal);
    if (found.kind !== 'answer') return [];
    const { popup } = template;
    const outputs =
      popup.kind === 'field'
        ? [...request.outputs, { name: PAGE, path: popup.path, after: '' }]
        : request.outputs;
    const rows = readRows(found.answer, outputs, 'ContactsId').map((row) => keepAfter(row, request.outputs));
    const named = await deps.namedAddresses();
    return Promise.all(
      rows.map(async (row, i) => {
        const values = i < LIMITS.nextRows ? await follow(request, row, variables, warnings, signal) : row;
        const { [PAGE]: page = '', ...shown } = values;
        return { type: request.name, values: shown, url: pageOf(request.name, page, shown, named, warnings) };
      }),
    );
  }

  /** Asks the requests a type is chained to; each fills only what is still empty. */
  async function follow(
    start: RequestTemplate,
    row: Row,
    variables: Variables,
    warnings: StepError[],
    signal?: AbortSignal,
  ): Promise<Row> {
    let values = row;
    for (let next = common.get(start.next); next; next = common.get(next.next)) {
      const data = { ...variables, ...alias(values), ContactSyncType: start.name };
      try {
        const found = await runner.run(next, await globals.forRequest(next, data), signal);
        if (found.kind !== 'answer') break;
        values = fillEmpty(values, keepAfter(readValues(found.answer, next.outputs), next.outputs));
      } catch (error) {
        if (!(error instanceof StepError)) throw error;
        warnings.push(error);
        break;
      }
    }
    return values;
  }

  /** The page of a contact, empty when there is none that may be opened. */
  function pageOf(
    type: string,
    page: string,
    values: Row,
    named: Readonly<Record<string, string>>,
    warnings: StepError[],
  ): string {
    const { popup } = template;
    const step = `SyncContactAuto › ${type}`;
    try {
      if (popup.kind === 'field') return renderPopup(page, new Set()) ?? '';
      if (popup.kind === 'none') return '';
      const shown = template.fields.filter((field) => field.editor !== 'password').map(({ name }) => name);
      const fields = Object.fromEntries(shown.map((name) => [name, deps.fields[name] ?? '']));
      const variables = {
        ...fields,
        ...globals.known(),
        ...alias(values),
        ContactSyncType: type,
        ...named,
      };
      const trusted = new Set([...shown, ...Object.keys(named)]);
      return createRenderContext(step, variables, timeZone).popup(popup.format, trusted) ?? '';
    } catch (error) {
      if (error instanceof StepError) warnings.push(error);
      else if (error instanceof RenderError)
        warnings.push(new StepError('render', step, `The contact has no page to open: ${error.message}.`));
      else throw error;
      return '';
    }
  }

  return { find, pageOf };
}

/** `ContactId` and `ContactsId` are one thing. */
const alias = (row: Row): Row => ({ ...row, ContactId: row.ContactsId ?? '' });

function fillEmpty(values: Row, more: Row): Row {
  const filled: Record<string, string> = { ...values };
  for (const [name, text] of Object.entries(more)) if (!filled[name]) filled[name] = text;
  return filled;
}
