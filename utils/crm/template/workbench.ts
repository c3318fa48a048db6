import type { CrmRecord, PhoneNumber } from '@/utils/crm/connector';
import { CrmError } from '@/utils/crm/crm-error';
import type { TemplateConnector } from '@/utils/crm/template/connector';
import type { CrmTemplate } from '@/utils/crm/template/crm-template';
import type { Issue } from '@/utils/crm/template/issue';
import { loadTemplate } from '@/utils/crm/template/load-template';
import { maskHeader, maskSecrets } from '@/utils/crm/template/mask-secrets';
import type { Exchange } from '@/utils/crm/template/request-runner';

/** What a dropped file turned out to be. */
export interface OpenedFile {
  readonly kind: 'template' | '3cx' | 'broken';
  readonly template: CrmTemplate | undefined;
  /** Errors first, then by line. */
  readonly issues: readonly Issue[];
  /** One sentence for the top of the page. */
  readonly verdict: string;
}

/** Reads a dropped or edited file; asks nobody. Fast enough to run at each key while the file is edited. */
export function openFile(
  bytes: Uint8Array,
  { allowedPrivate }: { allowedPrivate?: ReadonlySet<string> } = {},
): OpenedFile {
  const { template, issues } = loadTemplate(bytes, { allowedPrivate });
  const sorted = [...issues].sort(
    (a, b) => Number(b.severity === 'error') - Number(a.severity === 'error') || a.line - b.line,
  );
  if (issues.some(({ code, hint }) => code === 'root' && hint.includes('3CX')))
    return { kind: '3cx', template, issues: sorted, verdict: issues[0]!.hint };
  if (!template) return { kind: 'broken', template, issues: sorted, verdict: brokenVerdict(sorted) };
  const warnings = issues.length === 0 ? '' : ` ${count(issues.length, 'thing')} to look at below.`;
  return {
    kind: 'template',
    template,
    issues: sorted,
    verdict: `${template.name} is ready to connect.${warnings}`,
  };
}

function brokenVerdict(issues: readonly Issue[]): string {
  const errors = issues.filter(({ severity }) => severity === 'error').length;
  return `This file cannot be used yet: ${count(errors, 'thing')} to correct.`;
}

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** One request of a trial with its answer, secrets masked. */
export interface TriedStep {
  /** "SyncContactAuto › contacts". */
  readonly step: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly string[];
    readonly body: string;
  };
  /** Absent when no answer came. */
  readonly answer?: { readonly status: number; readonly body: string; readonly isCut: boolean };
  /** Why there is no answer. */
  readonly problem?: string;
}

export interface Trial {
  readonly steps: readonly TriedStep[];
  readonly contacts: readonly CrmRecord[];
  /** What went wrong as a whole, in plain words; empty when the CRM answered. */
  readonly problem: string;
}

/** Characters of an answer that are shown. */
const MAX_SHOWN = 20_000;

/** Looks one number up at the real CRM and keeps everything asked and answered, for the page that shows it. */
export async function tryNumber(connector: TemplateConnector, number: PhoneNumber): Promise<Trial> {
  const exchanges: Exchange[] = [];
  const stop = connector.engine.observe((exchange) => exchanges.push(exchange));
  let contacts: readonly CrmRecord[] = [];
  let problem = '';
  try {
    contacts = await connector.findByNumber(number);
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    problem = [error.message, error.detail && `(${error.detail})`].filter(Boolean).join(' ');
  } finally {
    stop();
  }
  const secrets = await connector.engine.secrets();
  return { steps: exchanges.map((exchange) => shownStep(exchange, secrets)), contacts, problem };
}

function shownStep({ step, request, response, error }: Exchange, secrets: readonly string[]): TriedStep {
  const headers = Object.entries(request.headers ?? {}).map(
    ([name, value]) => `${name}: ${maskHeader(name, value, secrets)}`,
  );
  const body = response ? maskSecrets(pretty(response.body), secrets) : '';
  return {
    step,
    request: {
      method: request.method,
      url: maskSecrets(request.url, secrets),
      headers,
      body: maskSecrets(pretty(request.body ?? ''), secrets),
    },
    ...(response
      ? {
          answer: { status: response.status, body: body.slice(0, MAX_SHOWN), isCut: body.length > MAX_SHOWN },
        }
      : {}),
    ...(error ? { problem: error.message } : {}),
  };
}

/** JSON in lines, unless that would change a number. */
function pretty(text: string): string {
  try {
    const laidOut = JSON.stringify(JSON.parse(text), null, 2);
    return laidOut.replace(/\s/g, '') === text.replace(/\s/g, '') ? laidOut : text;
  } catch {
    return text;
  }
}
