import { startZoho } from './start-zoho.ts';

/**
 * Runs the simulator by itself, to look at its pages: `node test/sandbox/zoho/main.ts [contacts] [data centre]`.
 * It prints how to open Chromium on it.
 */
const [contacts = '0', dataCenter = 'us'] = process.argv.slice(2);
const zoho = await startZoho({
  contacts: Number(contacts),
  dataCenter,
});
console.log(`Zoho answers on 127.0.0.1:${zoho.port}. To look at it:

  chromium --user-data-dir=$(mktemp -d) --ignore-certificate-errors \\
    --host-resolver-rules="MAP *:443 127.0.0.1:${zoho.port}" https://crm.zoho.com/

Client ID      ${zoho.oauth.clientId}
Client secret  ${zoho.oauth.clientSecret}
Refresh token  ${zoho.oauth.refreshToken}`);

process.on('SIGINT', () => void zoho.stop().then(() => process.exit(0)));
