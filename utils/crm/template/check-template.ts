import type { CrmTemplate, RequestTemplate, TextTemplate } from '@/utils/crm/template/crm-template';
import { checkNext } from '@/utils/crm/template/check-next';
import { checkPopup, checkUrl } from '@/utils/crm/template/check-url';
import { collectTexts } from '@/utils/crm/template/collect-texts';
import type { Reading } from '@/utils/crm/template/parameters';
import { PHONE_FIELDS, TOKEN_VARIABLES, VARIABLE_NAMES } from '@/utils/crm/template/variables';
import { urlHeads } from '@/utils/crm/template/url-flow';
import { fieldsOf } from '@/utils/gotemplate/fields';

/** Checks what no single value shows: which variables are known, where secrets go, which hosts are asked. */
export function checkTemplate(template: CrmTemplate, reading: Reading): void {
  checkCredential(template, reading);
  checkTexts(template, reading);
  checkOutputs(template, reading);
  checkNext(template, reading.issues);
  checkSecretOrigin(template, reading);
}

function checkCredential({ auth, fields }: CrmTemplate, { issues }: Reading): void {
  if (!auth.credential) return;
  for (const { name } of fieldsOf(auth.credential.template))
    if (!fields.some((field) => field.name === name))
      issues.error(
        'undeclared-field',
        auth.credential.line,
        'AuthMethod › Base64EncodedCredential',
        `{{.${name}}} is no field. Add a parameter Father="CustomFieldList" Name="${name}".`,
      );
}

/** Every text against its place. */
function checkTexts(template: CrmTemplate, { issues, allowedPrivate }: Reading): void {
  const { auth, fields } = template;
  const trusted = new Set([...fields.map((field) => field.name), ...auth.tokenOutputs]);
  const outputs = Object.values(template.requests).flatMap((requests) =>
    requests.flatMap((request) => request.outputs.map((output) => output.name)),
  );
  const known = new Set([...VARIABLE_NAMES, ...TOKEN_VARIABLES, ...trusted, ...outputs]);
  const passwords = new Set(fields.filter((field) => field.editor === 'password').map((field) => field.name));

  for (const { text, place, path } of collectTexts(template)) {
    const check = { path, issues, trusted, allowedPrivate };
    if (place === 'url' || place === 'token-url') checkUrl(text, check);
    if (place === 'popup') checkPopup(text, check);
    for (const { name } of fieldsOf(text.template)) {
      if (!known.has(name) && place !== 'credential')
        issues.warning(
          'unknown-variable',
          text.line,
          path,
          `{{.${name}}} is known from nowhere and prints nothing.`,
        );
      const isToken = TOKEN_VARIABLES.has(name);
      if (isToken && !['header', 'token-url', 'token-body'].includes(place))
        issues.error(
          'secret-misplaced',
          text.line,
          path,
          `{{.${name}}} may stand only in headers and in the sign-in.`,
        );
      else if (passwords.has(name) && (place === 'popup' || place === 'composed'))
        issues.error('secret-misplaced', text.line, path, `{{.${name}}} is secret and must not stand here.`);
      else if (passwords.has(name) && place === 'url' && isInQuery(text, name))
        issues.warning(
          'secret-in-url',
          text.line,
          path,
          `{{.${name}}} is secret; addresses are written to logs. Use a header.`,
        );
    }
  }
  if (
    auth.method !== 'none' &&
    template.headers.some((header) => header.name.toLowerCase() === 'authorization')
  )
    issues.warning(
      'header-replaces-auth',
      0,
      'AuthMethod',
      'The header Authorization takes the place of the one from the sign-in.',
    );
}

function isInQuery(text: TextTemplate, name: string): boolean {
  const query = text.source.indexOf('?');
  return query >= 0 && text.source.indexOf(name, query) >= 0;
}

/** Outputs without which a scenario is of no use. */
function checkOutputs({ requests, features }: CrmTemplate, { issues }: Reading): void {
  const common = new Map(requests.Common.map((request) => [request.name, request]));
  for (const request of requests.SyncContactAuto) {
    const names = namesAlong(request, common);
    const missing = [
      ...['ContactsId', 'FirstName'].filter((name) => !names.has(name)),
      ...(PHONE_FIELDS.some((name) => names.has(name)) ? [] : ['a number such as BusinessNumber']),
    ];
    if (missing.length > 0)
      issues.error(
        'missing-output',
        request.line,
        `SyncContactAuto › ${request.name}`,
        `The request needs an Output for ${missing.join(' and for ')}.`,
      );
  }
  for (const request of features.userAssociation ? requests.UserAssociation : [])
    if (!request.outputs.some(({ name, path }) => name === 'UserUniqueId' && path !== ''))
      issues.error(
        'missing-output',
        request.line,
        `UserAssociation › ${request.name}`,
        'The request needs an Output for UserUniqueId.',
      );
}

function namesAlong(start: RequestTemplate, common: ReadonlyMap<string, RequestTemplate>): Set<string> {
  const names = new Set<string>();
  const seen = new Set<RequestTemplate>();
  for (let request: RequestTemplate | undefined = start; request && !seen.has(request);) {
    seen.add(request);
    for (const { name, path } of request.outputs) if (path.trim() !== '') names.add(name);
    request = common.get(request.next);
  }
  return names;
}

/** A secret that goes to another company's host than the data is allowed, but must not go unseen. */
function checkSecretOrigin(template: CrmTemplate, { issues }: Reading): void {
  const { tokenEndPoint } = template.auth;
  if (!tokenEndPoint) return;
  const sites = new Set(
    collectTexts(template)
      .filter(({ place }) => place === 'url')
      .flatMap(({ text }) => sitesOf(text)),
  );
  for (const site of sitesOf(tokenEndPoint))
    if (sites.size > 0 && !sites.has(site))
      issues.warning(
        'secret-to-new-origin',
        tokenEndPoint.line,
        'AuthMethod › TokenEndPoint',
        `Your secret goes to ${site}, your data to ${[...sites].join(', ')}. Is that the same company?`,
      );
}

/** The last two labels of each host an address can have, where they are written out. */
function sitesOf(text: TextTemplate): string[] {
  return urlHeads(text.template).flatMap(({ shape }) => {
    const host = /^\s*https:\/\/([^/?#:]*)/i.exec(shape)?.[1]?.toLowerCase() ?? '';
    const written = host.slice(host.lastIndexOf('\0') + 1).split('.');
    return written.length >= 2 ? [written.slice(-2).join('.')] : [];
  });
}
