import type { Auth, AuthMethod, TextTemplate } from '@/utils/crm/template/crm-template';
import {
  attribute,
  extension,
  lineOf,
  plainParameters,
  type Reading,
  within,
} from '@/utils/crm/template/parameters';
import { readText } from '@/utils/crm/template/read-text';
import { isReservedName } from '@/utils/crm/template/variables';
import type { XmlElement } from '@/utils/crm/template/xml';

const METHODS = ['none', 'basic', 'oauth2', 'bearertoken'] as const;
const DEFAULT_REFRESH_MINUTES = 25;
const MAX_REFRESH_MINUTES = 1440;

/** Which sign-in the file asks for: the parameter AuthMethod wins over the attribute AuthType. */
export function readAuthMethod(
  root: XmlElement,
  scenario: XmlElement | undefined,
  { issues }: Reading,
): AuthMethod {
  const attributeValue = attribute(root, 'AuthType');
  const parameter = scenario && plainParameters(scenario).get('AuthMethod');
  const written = (parameter && attribute(parameter, 'Value')) || attributeValue;
  const line = parameter ? lineOf(parameter, 'Value') : lineOf(root, 'AuthType');
  const method = METHODS.find((known) => known === written);
  if (!method) {
    issues.error('auth-method', line, 'AuthMethod', 'AuthMethod must be none, basic, oauth2 or bearertoken.');
    return 'none';
  }
  if (attributeValue !== '' && attributeValue !== method)
    issues.warning(
      'auth-mismatch',
      line,
      'AuthMethod',
      `AuthType says ${attributeValue.slice(0, 40)}, AuthMethod says ${method}: AuthMethod counts.`,
    );
  return method;
}

/** Reads how to sign in. */
export function readAuth(scenario: XmlElement | undefined, method: AuthMethod, reading: Reading): Auth {
  const { issues } = reading;
  const parameters: ReadonlyMap<string, XmlElement> = scenario ? plainParameters(scenario) : new Map();
  const value = (name: string) => (parameters.has(name) ? attribute(parameters.get(name)!, 'Value') : '');
  const line = (name: string) =>
    parameters.has(name) ? lineOf(parameters.get(name)!, 'Value') : (scenario?.line ?? 0);
  const text = (name: string, required: boolean): TextTemplate | undefined => {
    if (value(name).trim() !== '') return readText(value(name), line(name), `AuthMethod › ${name}`, issues);
    if (required)
      issues.error('missing-attribute', line(name), `AuthMethod › ${name}`, `${name} is missing.`);
    return undefined;
  };
  const tokenParameter = parameters.get('TokenEndPoint');
  const own = (name: string) => (tokenParameter ? extension(reading, tokenParameter, name) : '');
  const ownText = (name: string) =>
    own(name) === '' ? undefined : readText(own(name), line('TokenEndPoint'), `AuthMethod › ${name}`, issues);
  const grant = readGrant(own('Grant'), line('TokenEndPoint'), reading);
  const credentialType = value('CredentialType');
  if (!['', 'username_password', 'api_key'].includes(credentialType))
    issues.error(
      'bad-value',
      line('CredentialType'),
      'AuthMethod › CredentialType',
      'CredentialType must be username_password or api_key.',
    );
  return {
    method,
    credential: text('Base64EncodedCredential', method === 'basic'),
    credentialType:
      credentialType === 'api_key' || credentialType === 'username_password' ? credentialType : '',
    authEndPoint: text('AuthEndPoint', method === 'oauth2' && grant === 'code'),
    tokenEndPoint: text('TokenEndPoint', method === 'oauth2' || method === 'bearertoken'),
    additionalQuery: text('AdditionalQueryString', false),
    scope: value('Scope').trim(),
    tokenRefreshMinutes: readMinutes(value('TokenRefreshInterval'), line('TokenRefreshInterval'), reading),
    tokenInvalid: readTokenInvalid(scenario),
    tokenType: value('TokenType').trim() || 'Bearer',
    noRefresh: value('NoNeedRefreshAccessToken') === '1',
    grant,
    tokenBody: ownText('TokenBody'),
    refreshBody: ownText('RefreshBody'),
    tokenOutputs: words(own('TokenOutputs')).filter(
      (name) => /^[A-Za-z_]\w{0,63}$/.test(name) && !isReservedName(name),
    ),
    trustedHosts: readHosts(own('TrustedHosts'), line('TokenEndPoint'), reading),
    pkce: own('Pkce') === '1',
  };
}

const words = (text: string) => text.split(/[\s,]+/).filter((word) => word !== '');

/** Patterns of hosts the sign-in may name: a host, or `*.` and a domain of two labels at least. */
function readHosts(text: string, line: number, { issues }: Reading): string[] {
  return words(text).filter((host) => {
    if (/^(\*\.)?([a-z\d-]+\.)+[a-z\d-]{2,}$/.test(host)) return true;
    issues.error(
      'bad-value',
      line,
      'AuthMethod › TrustedHosts',
      `"${host.slice(0, 60)}" is no host such as *.example.com.`,
    );
    return false;
  });
}

function readGrant(grant: string, line: number, { issues }: Reading): Auth['grant'] {
  if (grant !== '' && grant !== 'code' && grant !== 'password')
    issues.error('bad-value', line, 'AuthMethod › Grant', 'Grant must be code or password.');
  return grant === 'password' ? 'password' : 'code';
}

function readMinutes(value: string, line: number, { issues }: Reading): number {
  const text = value.trim();
  if (text === '') return DEFAULT_REFRESH_MINUTES;
  if (/^\d{1,4}$/.test(text) && Number(text) <= MAX_REFRESH_MINUTES) return Number(text);
  issues.error(
    'bad-value',
    line,
    'AuthMethod › TokenRefreshInterval',
    `TokenRefreshInterval is a number of minutes from 0 to ${MAX_REFRESH_MINUTES}.`,
  );
  return DEFAULT_REFRESH_MINUTES;
}

/** Parameters called TokenInvalid, or of that Type; there may be several. */
function readTokenInvalid(scenario: XmlElement | undefined): string[] {
  if (!scenario) return [];
  return within(scenario, 'Parameters', 'Parameter')
    .filter(
      (parameter) =>
        attribute(parameter, 'Name') === 'TokenInvalid' || attribute(parameter, 'Type') === 'TokenInvalid',
    )
    .map((parameter) => attribute(parameter, 'Value'))
    .filter((value) => value.trim() !== '');
}
