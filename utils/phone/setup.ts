import type { LineProblem } from '@/utils/phone/phone-status';
import type { SipSettings } from '@/utils/phone/phone-config';
import type { SipAccount } from '@/utils/phone/sip-port';

/** The account of the settings. */
export function accountOf(
  { sip, password }: { sip: SipSettings; password: string },
  instanceId: string,
): SipAccount {
  const { domain, username, authorizationUsername, displayName, dtmf } = sip;
  return { domain, username, authorizationUsername, displayName, dtmf, password, instanceId };
}

/** What the line is told of the settings, and what they lack. */
export function lineSetup({ sip, password }: { sip: SipSettings; password: string }): {
  servers: string[];
  registerSeconds: number;
  problem?: LineProblem;
} {
  const servers = sip.servers.map((server) => server.trim()).filter(Boolean);
  const setup = { servers, registerSeconds: sip.registerSeconds };
  if (servers.length === 0 || !sip.domain || !sip.username) return { ...setup, problem: 'not-set-up' };
  return password ? setup : { ...setup, problem: 'no-password' };
}
