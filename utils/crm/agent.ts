import type { CrmUser } from '@/utils/crm/connector';

/**
 * The CRM user a call's log belongs to: the agent, known by e-mail; else the configured administrator; else whoever is
 * signed in (undefined). E-mail addresses are compared without regard to case.
 *
 * @param owner `agent`, or an administrator's e-mail.
 */
export function logOwner(
  users: readonly CrmUser[],
  { owner, agentEmail, signedIn }: { owner: string; agentEmail: string; signedIn: CrmUser | null },
): CrmUser | undefined {
  const byEmail = (email: string) =>
    users.find((user) => user.email !== '' && user.email.toLowerCase() === email.trim().toLowerCase());
  const chosen = owner === 'agent' ? byEmail(agentEmail) : byEmail(owner);
  return chosen && chosen.id !== signedIn?.id ? chosen : undefined;
}
