import type { CrmUser } from '@/utils/crm/connector';

/** Whose the logs are, as the settings say. */
export interface LogOwnership {
  /** `agent`, or an administrator's e-mail. */
  owner: string;
  /** E-mail of the person on the phone, where the sign-in is shared by several; empty: whoever is signed in. */
  agentEmail: string;
}

/** True where the list of users must be read to know the owner. */
export const needsUsers = ({ owner, agentEmail }: LogOwnership): boolean =>
  owner !== 'agent' || agentEmail !== '';

/** The user with this e-mail address, without regard to case. */
export function userByEmail(users: readonly CrmUser[], email: string): CrmUser | undefined {
  const wanted = email.trim().toLowerCase();
  return wanted === '' ? undefined : users.find((user) => user.email.toLowerCase() === wanted);
}

/**
 * The CRM user a call's log belongs to: the agent, known by e-mail, or the configured administrator; undefined means
 * whoever is signed in, which in a company that shares one sign-in is its administrator.
 */
export function logOwner(
  users: readonly CrmUser[],
  { owner, agentEmail }: LogOwnership,
  signedIn: CrmUser | null,
): CrmUser | undefined {
  const chosen = userByEmail(users, owner === 'agent' ? agentEmail : owner);
  return chosen && chosen.id !== signedIn?.id ? chosen : undefined;
}
