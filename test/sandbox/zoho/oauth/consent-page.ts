import type { ZohoRecord } from '../zoho-record.ts';

const escape = (value: unknown) => String(value).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const STYLE = `
  :root { color-scheme: light dark; --ground: #f3f5f9; --card: #fff; --ink: #1b2333; --soft: #5c677d; --line: #e2e6ee; --accent: #1f6fe5 }
  @media (prefers-color-scheme: dark) { :root { --ground: #12161f; --card: #1b2130; --ink: #e8ecf4; --soft: #9aa5bb; --line: #2c3447; --accent: #5b9bff } }
  * { box-sizing: border-box }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; background: var(--ground); color: var(--ink);
    font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif }
  main { width: min(460px, 100%); background: var(--card); border: 1px solid var(--line); border-radius: 16px; padding: 32px; box-shadow: 0 12px 40px rgb(15 25 50 / .10) }
  .logo { display: flex; gap: 4px; margin-bottom: 20px }
  .logo i { width: 14px; height: 14px; border-radius: 4px; transform: rotate(8deg) }
  h1 { font-size: 20px; line-height: 1.3; margin: 0 0 6px } p { margin: 0 0 16px; color: var(--soft) }
  ul { margin: 0 0 20px; padding: 14px 16px 14px 34px; border: 1px solid var(--line); border-radius: 12px }
  li { margin: 3px 0 } code { font-size: 12px; color: var(--soft); overflow-wrap: anywhere }
  .actions { display: flex; gap: 12px } button { flex: 1; font: inherit; font-weight: 600; padding: 11px; border-radius: 10px; border: 1px solid var(--line); background: transparent; color: inherit; cursor: pointer }
  button[value=accept] { background: #1f6fe5; border-color: #1f6fe5; color: #fff }
  button:focus-visible { outline: 3px solid color-mix(in srgb, var(--accent) 45%, transparent); outline-offset: 2px }`;

const LOGO =
  '<div class="logo" aria-hidden="true"><i style="background:#e42527"></i><i style="background:#089949"></i><i style="background:#226db4"></i><i style="background:#f9b21d"></i></div>';

const page = (title: string, content: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(title)}</title><style>${STYLE}</style></head><body><main>${LOGO}${content}</main></body></html>`;

/** The page that asks the signed-in user whether an app may use the CRM. */
export function consentPage(view: {
  parameters: URLSearchParams;
  scopes: readonly string[];
  user: ZohoRecord;
  org: ZohoRecord;
}): string {
  const hidden = [...view.parameters]
    .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
    .join('');
  const scopes = view.scopes.map((scope) => `<li><code>${escape(scope)}</code></li>`).join('');
  return page(
    'Zoho Accounts',
    `<h1>Switchhook would like to use your CRM</h1>
     <p>Signed in as ${escape(view.user.full_name)} (${escape(view.user.email)}), ${escape(view.org.company_name)}.</p>
     <ul>${scopes}</ul>
     <form method="post" action="/oauth/v2/auth" class="actions">${hidden}
       <button name="decision" value="reject">Reject</button><button name="decision" value="accept">Accept</button></form>`,
  );
}

/** Zoho shows its own page, and sends nobody back, when the request itself is wrong. */
export function signInErrorPage(error: string): string {
  return page('Zoho Accounts', `<h1>Error occurred</h1><p>${escape(error)}</p>`);
}
