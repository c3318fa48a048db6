import type {
  HttpMethod,
  RequestTemplate,
  ScenarioId,
  TemplateOutput,
  TextTemplate,
} from '@/utils/crm/template/crm-template';
import { LIMITS } from '@/utils/crm/template/limits';
import { attribute, extension, lineOf, type Reading, within } from '@/utils/crm/template/parameters';
import { readHeaders } from '@/utils/crm/template/read-headers';
import { readText } from '@/utils/crm/template/read-text';
import { alternativesOf } from '@/utils/crm/template/row-path';
import { isReservedName } from '@/utils/crm/template/variables';
import type { XmlElement } from '@/utils/crm/template/xml';
import { checkPath } from '@/utils/gjson/check-path';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH'] as const;
/** What a scenario's requests use when the file does not say. */
const POSTING: ReadonlySet<ScenarioId> = new Set([
  'CreateNewContact',
  'CreateNewTicket',
  'CallJournal',
  'AddNote',
  'UpdateCallJournal',
]);
const SEARCH_PREFIX = 'SearchContact_';

/** Reads the requests of a scenario; two of the same name are an error. */
export function readRequests(scenario: XmlElement, id: ScenarioId, reading: Reading): RequestTemplate[] {
  const requests = within(scenario, 'Requests', 'Request').map((request) =>
    readRequest(request, id, reading),
  );
  for (const [i, request] of requests.entries())
    if (requests.findIndex(({ name }) => name === request.name) < i)
      reading.issues.error(
        'duplicate-request',
        request.line,
        `${id} › ${request.name}`,
        `There are two requests called ${request.name}. Give one another name.`,
      );
  return requests;
}

function readRequest(request: XmlElement, scenario: ScenarioId, reading: Reading): RequestTemplate {
  const { issues } = reading;
  const written = attribute(request, 'Name');
  const name = scenario === 'SearchContact' ? written.replace(SEARCH_PREFIX, '') : written;
  const path = `${scenario} › ${name || 'request'}`;
  if (name === '') issues.error('missing-attribute', request.line, path, 'The request has no Name.');
  const method = readMethod(request, scenario, path, reading);
  const body = readBody(request, path, reading);
  if (body && method === 'GET')
    issues.error(
      'body-on-get',
      body.line,
      path,
      'A GET request sends no Data. Write POST, or remove the Data.',
    );
  const encoding = attribute(request, 'RequestEncoding');
  if (!['', 'json', 'application/json'].includes(encoding.toLowerCase()))
    issues.error(
      'bad-encoding',
      lineOf(request, 'RequestEncoding'),
      path,
      'RequestEncoding must be json or empty.',
    );
  if (!['', 'application/json'].includes(attribute(request, 'ResponseType').toLowerCase()))
    issues.error(
      'bad-response-type',
      lineOf(request, 'ResponseType'),
      path,
      'ResponseType must be application/json.',
    );
  const outputs = request.children.find((child) => child.name === 'Outputs');
  return {
    name,
    scenario,
    method,
    url: readUrl(request, path, reading),
    body,
    headers: readHeaders(request, path, reading),
    outputs: within(request, 'Outputs', 'Output').flatMap(createOutputReader(path, reading)),
    next: outputs ? attribute(outputs, 'Next').trim() : '',
    errorPath: checkedPath(extension(reading, request, 'ErrorPath'), request.line, path, reading),
    line: request.line,
  };
}

function readMethod(
  request: XmlElement,
  scenario: ScenarioId,
  path: string,
  { issues }: Reading,
): HttpMethod {
  const fallback = POSTING.has(scenario) ? 'POST' : 'GET';
  const written = attribute(request, 'Method').trim().toUpperCase();
  const method = METHODS.find((known) => known === (written || fallback));
  if (!method)
    issues.error('bad-method', lineOf(request, 'Method'), path, 'Method must be GET, POST, PUT or PATCH.');
  return method ?? fallback;
}

function readUrl(request: XmlElement, path: string, { issues }: Reading): TextTemplate {
  const alias = !request.attributes.has('URLFormat') && request.attributes.has('URL');
  const name = alias ? 'URL' : 'URLFormat';
  if (alias) issues.warning('url-alias', lineOf(request, 'URL'), path, 'Write URLFormat instead of URL.');
  const source = attribute(request, name);
  if (source.trim() === '')
    issues.error('missing-attribute', request.line, path, 'The request has no URLFormat.');
  if (source.length > LIMITS.urlChars)
    issues.error('attribute-too-long', lineOf(request, name), path, 'The address is longer than 8 KB.');
  return readText(source, lineOf(request, name), path, issues);
}

function readBody(request: XmlElement, path: string, { issues }: Reading): TextTemplate | undefined {
  const data = within(request, 'Parameters', 'Parameter').find(
    (parameter) => attribute(parameter, 'Type').toLowerCase() === 'body',
  );
  const source = data ? attribute(data, 'Value') : '';
  if (!data || source.trim() === '') return undefined;
  return readText(source, lineOf(data, 'Value'), `${path} › Data`, issues);
}

/** Reads Outputs one after the other; `ContactId` and `ContactsId` are one name. */
function createOutputReader(place: string, reading: Reading) {
  const { issues } = reading;
  const names = new Set<string>();
  return (output: XmlElement): TemplateOutput[] => {
    const written = attribute(output, 'Name');
    const name = written === 'ContactId' ? 'ContactsId' : written;
    const line = lineOf(output, 'Name');
    const path = `${place} › ${written}`;
    if (!/^[A-Za-z_]\w{0,63}$/.test(name) || isReservedName(name)) {
      issues.error('output-name', line, path, 'A name of an Output has only letters, digits and _.');
      return [];
    }
    if (names.has(name)) {
      issues.error(
        'duplicate-output',
        line,
        path,
        `The Output ${written} is written twice. Remove one of them.`,
      );
      return [];
    }
    names.add(name);
    const found = checkedPath(attribute(output, 'Path'), lineOf(output, 'Path'), path, reading);
    return [{ name, path: found, after: extension(reading, output, 'After') }];
  };
}

/** A GJSON path, or several parted by commas, whose brackets and quotation marks close. */
export function checkedPath(path: string, line: number, place: string, { issues }: Reading): string {
  const wrong =
    checkPath(path) ??
    alternativesOf(path)
      .map(checkPath)
      .find((problem) => problem !== undefined);
  if (wrong !== undefined)
    issues.error('path-syntax', line, place, `The path "${path.slice(0, 120)}" is wrong: ${wrong}.`);
  return wrong === undefined ? path : '';
}
