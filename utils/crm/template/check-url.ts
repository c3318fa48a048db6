import type { TextTemplate } from '@/utils/crm/template/crm-template';
import type { Issues } from '@/utils/crm/template/issue';
import { isPrivateHost } from '@/utils/crm/template/private-host';
import { type UrlHead, urlHeads } from '@/utils/crm/template/url-flow';

export interface UrlCheck {
  readonly path: string;
  readonly issues: Issues;
  /** Variables that may decide a host: fields, and what the sign-in answered and was checked. */
  readonly trusted: ReadonlySet<string>;
  /** Private origins the user allowed on purpose. */
  readonly allowedPrivate: ReadonlySet<string>;
}

/** Finds out before any call whether an address can only go where the file's author or the user says. */
export function checkUrl(text: TextTemplate, check: UrlCheck): void {
  for (const head of urlHeads(text.template)) checkHead(head, text, check, 'url');
  if (
    text.template.nodes.some((node) => node.type === 'text' && /[\u0000-\u001f\u007f]/.test(node.text.trim()))
  )
    check.issues.error(
      'url-control-char',
      text.line,
      check.path,
      'The address holds a line break or another control character. Write it in one line.',
    );
}

/** The same for a page that is opened: http is allowed with a warning, and it may be in the user's own network. */
export function checkPopup(text: TextTemplate, check: UrlCheck): void {
  for (const head of urlHeads(text.template)) checkHead(head, text, check, 'popup');
}

function checkHead(head: UrlHead, { line }: TextTemplate, check: UrlCheck, kind: 'url' | 'popup'): void {
  const { issues, path, trusted } = check;
  const shape = head.shape.trimStart();
  const stranger = head.names.find((name) => !trusted.has(name));
  if (stranger !== undefined) {
    const name = stranger === '.' ? 'data of the call' : `{{.${stranger}}}`;
    issues.error(
      'url-untrusted-origin',
      line,
      path,
      `${name} must not decide which host is asked. Write the host out, or make it a field of AuthMethod.`,
    );
    return;
  }
  if (shape.startsWith('\0')) return;
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(shape)?.[1]?.toLowerCase();
  if (kind === 'popup' && scheme === 'http') {
    issues.warning(
      'popup-http',
      line,
      path,
      'The page is opened without encryption. Write https:// if the CRM has it.',
    );
    return;
  }
  if (scheme !== 'https' || !/^https:\/\/[^/?#]/i.test(shape)) {
    issues.error(
      kind === 'popup' ? 'popup-scheme' : 'url-scheme',
      line,
      path,
      'The address must begin with https:// and the name of a host.',
    );
    return;
  }
  checkAuthority(/^https:\/\/([^/?#]*)/i.exec(shape)![1]!, line, check, kind);
}

function checkAuthority(authority: string, line: number, check: UrlCheck, kind: 'url' | 'popup'): void {
  const { issues, path, allowedPrivate } = check;
  if (authority.includes('@')) {
    issues.error(
      'url-user-info',
      line,
      path,
      'The address holds a user name ("…@"). Use the sign-in of AuthMethod.',
    );
    return;
  }
  if (authority.includes('\0')) return;
  const address = `https://${authority}/`;
  if (!URL.canParse(address)) {
    issues.error('url-scheme', line, path, `"${authority}" is no name of a host.`);
    return;
  }
  const { hostname, origin } = new URL(address);
  if (kind === 'url' && isPrivateHost(hostname) && !allowedPrivate.has(origin))
    issues.error(
      'url-private',
      line,
      path,
      `${hostname} is inside your own network. If the CRM runs there, allow this host first.`,
    );
}
