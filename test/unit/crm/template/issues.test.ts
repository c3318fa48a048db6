import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { IssueCode } from '@/utils/crm/template/issue';
import { loadTemplate } from '@/utils/crm/template/load-template';
import { isPrivateHost } from '@/utils/crm/template/private-host';

const text = (name: string) =>
  readFileSync(new URL(`../../../fixtures/templates/xml/${name}.xml`, import.meta.url), 'utf8');

/** What is said about a good file after one thing in it was changed. */
function issuesAfter(name: string, from: string | RegExp, to: string, allowedPrivate: string[] = []) {
  const changed = text(name).replace(from, to);
  expect(changed).not.toBe(text(name));
  return loadTemplate(new TextEncoder().encode(changed), { allowedPrivate: new Set(allowedPrivate) });
}

const ZEN = 'ok-zendesk-like-basic';
const ZOHO = 'ok-zoho-like-oauth2';
const NEXT = 'ok-next-two-steps';

const ERRORS: [IssueCode, string, string | RegExp, string][] = [
  ['bad-value', ZEN, 'Provider="helpdesk"', 'Provider="desk"'],
  ['bad-value', ZEN, 'MaxConcurrentRequest="3"', 'MaxConcurrentRequest="0"'],
  ['bad-value', ZEN, 'Value="api_key"', 'Value="key"'],
  ['bad-value', ZEN, 'Value="specify_url_format"', 'Value="other"'],
  [
    'bad-value',
    'ok-bearer',
    'Name="TokenRefreshInterval" Value="10"',
    'Name="TokenRefreshInterval" Value="1441"',
  ],
  ['bad-value', ZEN, 'Name="Zen Desk"', 'Name="Zen \u202eDesk"'],
  ['missing-attribute', ZEN, 'Key="zen_desk"', ''],
  ['missing-attribute', ZEN, 'Value="{{.email}}/token:{{.api_key}}"', ''],
  ['missing-attribute', ZOHO, 'Name="TokenEndPoint"', 'Name="Other"'],
  ['missing-attribute', ZEN, 'URLFormat="https://{{.subdomain}}.zen.example/api/v2/groups.json"', ''],
  ['bad-flag', ZEN, 'CallJournal="1"', 'CallJournal="yes"'],
  ['auth-method', ZEN, 'Name="AuthMethod" Value="basic"', 'Name="AuthMethod" Value="digest"'],
  ['field-editor', ZEN, 'Editor="string" Title="Subdomain"', 'Editor="text" Title="Subdomain"'],
  ['field-options', ZEN, 'Editor="string" Title="Subdomain"', 'Editor="list" Value=" , " Title="Subdomain"'],
  ['field-name', ZEN, 'Name="subdomain" Editor', 'Name="Phone" Editor'],
  ['duplicate-field', ZEN, 'Name="email" Editor', 'Name="subdomain" Editor'],
  ['duplicate-scenario', ZEN, 'Id="Common"', 'Id="GetGlobalInfo"'],
  ['missing-scenario', ZEN, 'Id="AuthMethod"', 'Id="Auth"'],
  ['duplicate-output', ZEN, 'Name="Email" Path="results.#.email"', 'Name="FirstName" Path="results.#.email"'],
  ['duplicate-output', ZEN, 'Name="Email" Path="results.#.email"', 'Name="ContactId" Path="results.#.email"'],
  ['bad-response-type', ZEN, 'ResponseType="application/json"', 'ResponseType="text/xml"'],
  ['body-on-get', ZEN, 'Method="POST"', 'Method="GET"'],
  ['next-unknown', ZEN, 'Next="GetIdentities"', 'Next="Nothing"'],
  [
    'next-cycle',
    NEXT,
    '<Outputs>\n            <Output Name="City"',
    '<Outputs Next="A">\n            <Output Name="City"',
  ],
  ['missing-output', ZEN, 'Name="FirstName" Path="results.#.name"', 'Name="FirstName" Path=""'],
  ['secret-misplaced', ZEN, 'zen.example/agent/users', 'zen.example/agent/{{.api_key}}/users'],
  [
    'secret-misplaced',
    ZOHO,
    'https://api.zed.example/crm/v2/Calls',
    'https://api.zed.example/crm/v2/{{.AccessToken}}',
  ],
  ['secret-misplaced', ZOHO, 'Value="Extension Call"', 'Value="{{.client_secret}}"'],
  ['url-user-info', ZOHO, 'https://api.zed.example/crm/v2/Calls', 'https://me@api.zed.example/crm/v2/Calls'],
  [
    'url-untrusted-origin',
    ZOHO,
    'https://api.zed.example/crm/v2/Calls',
    'https://api.zed.example{{.CallerName}}/x',
  ],
  [
    'url-untrusted-origin',
    ZOHO,
    'https://api.zed.example/crm/v2/Calls',
    '{{if .Phone}}https://api.zed.example/{{else}}https://{{.CallerName}}/{{end}}',
  ],
  [
    'url-untrusted-origin',
    ZOHO,
    'https://api.zed.example/crm/v2/Calls',
    '{{$h := .CallerName}}https://{{$h}}/',
  ],
  [
    'url-untrusted-origin',
    ZEN,
    'https://{{.subdomain}}.zen.example/api/v2/tickets.json',
    'https://{{.GroupId}}/',
  ],
  [
    'url-control-char',
    ZOHO,
    'https://api.zed.example/crm/v2/Calls',
    'https://api.zed.example/crm&#xA;/Calls',
  ],
  ['url-private', ZOHO, 'https://api.zed.example/crm/v2/Calls', 'https://[fd00::1]/Calls'],
  ['template-syntax', ZOHO, 'Value="Extension Call"', 'Value="{{template &quot;x&quot;}}"'],
];

const WARNINGS: [IssueCode, string, string | RegExp, string][] = [
  ['unknown-variable', ZOHO, 'Value="Extension Call"', 'Value="{{.Nobody}}"'],
  ['concurrency-capped', ZEN, 'MaxConcurrentRequest="3"', 'MaxConcurrentRequest="30"'],
  ['ticket-needs-helpdesk', ZEN, 'Provider="helpdesk"', 'Provider="crm"'],
  ['no-request', ZOHO, 'CreateNewTicket="0"', 'CreateNewTicket="1"'],
  [
    'url-alias',
    ZEN,
    'URLFormat="https://{{.subdomain}}.zen.example/api/v2/groups.json"',
    'URL="https://{{.subdomain}}.zen.example/api/v2/groups.json"',
  ],
  ['header-replaces-auth', ZEN, 'Name="Content-Type" Type="Header"', 'Name="Authorization" Type="Header"'],
  ['secret-in-url', ZOHO, 'users?type=ActiveUsers', 'users?key={{.client_secret}}'],
  ['popup-http', ZOHO, 'https://crm.zed.example', 'http://crm.zed.example'],
  ['scenario-type', ZEN, 'Id="Common" Type="REST"', 'Id="Common" Type="AUTH"'],
];

describe('a mistake is named with its line', () => {
  it.each(ERRORS)('%s in %s: %s', (code, name, from, to) => {
    const { template, issues } = issuesAfter(name, from, to);
    expect(template).toBeUndefined();
    const found = issues.filter((issue) => issue.code === code);
    expect(found[0]).toMatchObject({ severity: 'error', line: expect.any(Number) });
    expect(found[0]!.hint).toMatch(/^["A-Z{[].{20,}/s);
  });

  it.each(WARNINGS)('%s is only a warning in %s: %s', (code, name, from, to) => {
    const { template, issues } = issuesAfter(name, from, to);
    expect(template).toBeDefined();
    expect(issues.filter((issue) => issue.code === code)).toEqual([
      expect.objectContaining({ severity: 'warning' }),
    ]);
  });

  it('points at the line of the attribute', () => {
    const { issues } = issuesAfter(ZEN, 'Method="PUT"', 'Method="DELETE"');
    const line =
      text(ZEN)
        .split('\n')
        .findIndex((one) => one.includes('Method="PUT"')) + 1;
    expect(issues).toEqual([expect.objectContaining({ code: 'bad-method', line })]);
  });
});

describe('hosts in the own network', () => {
  it.each([
    ['localhost', true],
    ['crm.local', true],
    ['printer', true],
    ['10.1.2.3', true],
    ['100.64.0.1', true],
    ['100.128.0.1', false],
    ['169.254.169.254', true],
    ['172.16.0.1', true],
    ['172.32.0.1', false],
    ['192.168.1.1', true],
    ['224.0.0.1', true],
    ['8.8.8.8', false],
    ['[::1]', true],
    ['[fe80::1]', true],
    ['[fd12::1]', true],
    ['[::ffff:10.0.0.1]', true],
    ['[::ffff:8.8.8.8]', false],
    ['[2606:4700::1111]', false],
    ['local.example.com', false],
  ])('%s: %s', (host, isPrivate) => {
    expect(isPrivateHost(new URL(`https://${host}/`).hostname)).toBe(isPrivate);
  });

  it('may be asked once the user allowed them', () => {
    const change = ['https://api.zed.example/crm/v2/Calls', 'https://crm.local/Calls'] as const;
    expect(issuesAfter(ZOHO, ...change).template).toBeUndefined();
    expect(issuesAfter(ZOHO, ...change, ['https://crm.local']).template).toBeDefined();
  });
});
