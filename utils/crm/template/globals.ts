import type { CrmTemplate, RequestTemplate } from '@/utils/crm/template/crm-template';
import type { Variables } from '@/utils/crm/template/render-context';
import type { RequestRunner } from '@/utils/crm/template/request-runner';
import { readValues } from '@/utils/crm/template/rows';
import { fieldsOf } from '@/utils/gotemplate/fields';

export type Globals = ReturnType<typeof createGlobals>;

/**
 * Values for all scenarios (GetGlobalInfo). Asked for at the start and, when that failed, again by the first request
 * that needs one; requests that need none are never held up.
 */
export function createGlobals(
  template: CrmTemplate,
  runner: RequestRunner,
  initial: Readonly<Record<string, string>> | undefined,
) {
  const requests = template.requests.GetGlobalInfo;
  const names = new Set(requests.flatMap((request) => request.outputs.map(({ name }) => name)));
  let values: Readonly<Record<string, string>> | undefined = initial;
  let loading: Promise<Readonly<Record<string, string>>> | undefined;

  async function load(): Promise<Readonly<Record<string, string>>> {
    if (values) return values;
    loading ??= ask()
      .then((found) => (values = found))
      .finally(() => (loading = undefined));
    return loading;
  }

  async function ask(): Promise<Readonly<Record<string, string>>> {
    const found: Record<string, string> = {};
    for (const request of requests) {
      const answer = await runner.run(request, found);
      if (answer.kind === 'answer') Object.assign(found, readValues(answer.answer, request.outputs));
    }
    return found;
  }

  return {
    load,
    /** What is known by now. */
    known: () => values ?? {},
    /** The variables of a request, with the global values it names. */
    async forRequest(request: RequestTemplate, variables: Variables): Promise<Variables> {
      const isNeeded = textsOf(request).some(({ template: text }) =>
        fieldsOf(text).some(({ name }) => names.has(name)),
      );
      return { ...(isNeeded ? await load() : (values ?? {})), ...variables };
    },
  };
}

const textsOf = (request: RequestTemplate) => [
  request.url,
  ...(request.body ? [request.body] : []),
  ...request.headers.map(({ value }) => value),
];
