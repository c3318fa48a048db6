import { checkTemplate } from '@/utils/crm/template/check-template';
import type { CrmTemplate } from '@/utils/crm/template/crm-template';
import { createIssues, type Issue, type Issues } from '@/utils/crm/template/issue';
import { LIMITS } from '@/utils/crm/template/limits';
import { attribute, extensionPrefix, lineOf, type Reading } from '@/utils/crm/template/parameters';
import { readAuth, readAuthMethod } from '@/utils/crm/template/read-auth';
import { readFields } from '@/utils/crm/template/read-fields';
import { readHeaders } from '@/utils/crm/template/read-headers';
import { readFeatures, readScenarios } from '@/utils/crm/template/read-scenarios';
import { parseXml, type XmlElement, XmlError } from '@/utils/crm/template/xml';

export interface LoadedTemplate {
  /** Absent when an issue is an error: such a file cannot be used. */
  readonly template: CrmTemplate | undefined;
  readonly issues: readonly Issue[];
}

/**
 * Reads a Yeastar CRM or helpdesk template: bytes of the file → a template ready to use, and what is wrong or doubtful
 * with line and hint. Asks nobody, runs nothing; a hostile file costs milliseconds.
 *
 * This folder: `xml.ts` bytes → tree · `read-*.ts` tree → `crm-template.ts` · `check-*.ts` what no single value shows ·
 * `render-*.ts` and `rows.ts` the two directions of data · `engine.ts` runs requests · `connector.ts` the product's
 * `CrmConnector` · `workbench.ts` the options page's logic · `variables.ts` what templates may name.
 *
 * @param allowedPrivate origins in the user's own network that the user allowed on purpose.
 */
export function loadTemplate(
  bytes: Uint8Array,
  { allowedPrivate = new Set<string>() }: { allowedPrivate?: ReadonlySet<string> } = {},
): LoadedTemplate {
  const issues = createIssues();
  const template = read(bytes, allowedPrivate, issues);
  const isUsable = !issues.all.some((issue) => issue.severity === 'error');
  return { template: isUsable ? template : undefined, issues: issues.all };
}

function read(
  bytes: Uint8Array,
  allowedPrivate: ReadonlySet<string>,
  issues: Issues,
): CrmTemplate | undefined {
  let root: XmlElement;
  try {
    root = parseXml(bytes);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    issues.error(error.code, error.line, '', error.message);
    return undefined;
  }
  if (root.name !== 'Information') {
    issues.error('root', root.line, '', rootHint(root.name));
    return undefined;
  }
  const reading: Reading = { issues, prefix: extensionPrefix(root), allowedPrivate };
  const template = readInformation(root, reading);
  checkTemplate(template, reading);
  return template;
}

function rootHint(name: string): string {
  if (name === 'Crm')
    return 'This is a 3CX template. Switchhook cannot read 3CX templates yet; it reads those for Yeastar. The blank template shows the same things in that format.';
  return `The file begins with <${name.slice(0, 40)}>, a template begins with <Information>.`;
}

function readInformation(root: XmlElement, reading: Reading): CrmTemplate {
  const { issues } = reading;
  const required = (name: string) => {
    const value = attribute(root, name).trim();
    if (value === '')
      issues.error('missing-attribute', root.line, 'Information', `${name} is missing or empty.`);
    return value;
  };
  const provider = attribute(root, 'Provider');
  if (provider !== 'crm' && provider !== 'helpdesk')
    issues.error(
      'bad-value',
      lineOf(root, 'Provider'),
      'Information › Provider',
      'Provider must be crm or helpdesk.',
    );
  for (const name of ['Name', 'Remark'])
    if (
      /[\u0000-\u0008\u000b-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(attribute(root, name))
    )
      issues.error(
        'bad-value',
        lineOf(root, name),
        `Information › ${name}`,
        'There are hidden characters in it.',
      );

  const { elements, scenarios } = readScenarios(root, reading);
  const auth = elements.get('AuthMethod');
  if (!auth) issues.error('missing-scenario', root.line, '', 'The scenario AuthMethod is missing.');
  const method = readAuthMethod(root, auth, reading);
  const isHelpdesk = provider === 'helpdesk';
  return {
    provider: isHelpdesk ? 'helpdesk' : 'crm',
    name: required('Name'),
    key: required('Key'),
    logo: attribute(root, 'Logo'),
    remark: attribute(root, 'Remark'),
    version: attribute(root, 'Version'),
    maxConcurrentRequests: readConcurrency(root, reading),
    auth: readAuth(auth, method, reading),
    fields: auth ? readFields(auth, method, reading) : [],
    headers: auth ? readHeaders(auth, 'AuthMethod', reading) : [],
    features: readFeatures(root, elements, scenarios.requests, isHelpdesk, reading),
    ...scenarios,
  };
}

function readConcurrency(root: XmlElement, { issues }: Reading): number {
  const text = attribute(root, 'MaxConcurrentRequest').trim();
  if (text === '') return 1;
  const line = lineOf(root, 'MaxConcurrentRequest');
  const path = 'Information › MaxConcurrentRequest';
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1) {
    issues.error('bad-value', line, path, 'MaxConcurrentRequest is a number from 1.');
    return 1;
  }
  if (Number(text) <= LIMITS.concurrentRequests) return Number(text);
  issues.warning(
    'concurrency-capped',
    line,
    path,
    `At most ${LIMITS.concurrentRequests} requests run at a time.`,
  );
  return LIMITS.concurrentRequests;
}
