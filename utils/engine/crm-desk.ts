import type { CrmConnector, CrmUser } from '@/utils/crm/connector';
import { logOwner } from '@/utils/crm/agent';
import type { CrmAccount } from '@/utils/engine/journal-desk';
import { CrmError } from '@/utils/crm/crm-error';
import type { CrmStatus } from '@/utils/messaging/app-state';

interface CrmDeskDeps {
  now: () => number;
  /** The status changed. */
  onChange: () => void;
  /** Somebody is signed in: logs that waited may go. */
  onSignedIn?: () => void;
  /** Whose the logs are: `agent`, or an administrator's e-mail. */
  owner?: () => string;
}

/** What the engine is given when settings change: a connector, or why there is none. */
export type CrmChoice =
  | { connector: CrmConnector; kind: 'zoho' | 'template' }
  | { connector: null; kind: 'zoho' | 'template' | 'none'; message?: string };

const off: CrmStatus = { kind: 'none', name: '', state: 'off', canCreate: [], canSearch: false };

/** Holds the connector in use and knows whether it is signed in. Every call to the CRM goes through `ask`. */
export function createCrmDesk({ now, onChange, onSignedIn, owner = () => 'agent' }: CrmDeskDeps) {
  let connector: CrmConnector | null = null;
  let status: CrmStatus = off;
  let checking: Promise<void> | null = null;
  let user: CrmUser | null = null;
  let colleagues: CrmUser[] = [];

  function setStatus(next: CrmStatus): void {
    status = next;
    onChange();
  }

  function failed(error: CrmError): void {
    if (error.kind === 'signed-out')
      setStatus({
        ...status,
        state: 'signed-out',
        user: undefined,
        message: error.message,
        errorKind: error.kind,
      });
    else if (status.state === 'checking')
      setStatus({ ...status, state: 'problem', message: error.message, errorKind: error.kind });
  }

  async function ask<T>(question: (connector: CrmConnector) => Promise<T>): Promise<T> {
    if (!connector)
      throw new CrmError('signed-out', status.message ?? 'No CRM is connected. Connect one in the settings.');
    const asked = connector;
    try {
      return await question(asked);
    } catch (error) {
      const known =
        error instanceof CrmError
          ? error
          : new CrmError('unreachable', 'The CRM did not answer as expected.');
      if (asked === connector) failed(known);
      throw known;
    }
  }

  return {
    status: () => status,
    connector: () => connector,
    ask,

    /** Whose logs are made now; the id is empty while nobody is known. */
    account(): CrmAccount {
      if (!user) return { id: '' };
      const [firstName = '', ...rest] = user.name.split(' ');
      const ownedBy = logOwner(colleagues, { owner: owner(), agentEmail: user.email, signedIn: user });
      return {
        ownerId: ownedBy?.id,
        id: `${user.organisationId ?? ''}/${user.id}`,
        agent: { id: user.id, firstName, lastName: rest.join(' '), email: user.email },
      };
    },

    /** Takes another connector into use and checks who is signed in. */
    use(choice: CrmChoice): void {
      if (choice.connector && choice.connector === connector) return;
      connector = choice.connector;
      user = null;
      colleagues = [];
      if (!choice.connector) {
        setStatus({
          ...off,
          kind: choice.kind,
          state: choice.kind === 'none' ? 'off' : 'signed-out',
          message: choice.message,
        });
        return;
      }
      const { name, abilities } = choice.connector;
      setStatus({
        kind: choice.kind,
        name,
        state: 'checking',
        canCreate: abilities.create,
        canSearch: abilities.search,
      });
      void this.check().catch(() => {});
    },

    /** Asks again where the CRM could not be reached when it was asked; a sign-out waits for the user. */
    async recheck(): Promise<void> {
      if (status.state === 'problem') await this.check().catch(() => {});
    },

    /** Asks the CRM who is signed in. Rejects with `CrmError`; the status says the same. */
    check(): Promise<void> {
      checking ??= (async () => {
        const asked = connector;
        if (asked && status.state !== 'signed-in') setStatus({ ...status, state: 'checking' });
        const signedIn = await ask((current) => current.check());
        if (asked !== connector) return;
        user = signedIn;
        // Without them the logs belong to whoever is signed in.
        if (owner() !== 'agent') colleagues = await ask((current) => current.users()).catch(() => []);
        const { name, email, organisation = '' } = signedIn;
        setStatus({
          ...status,
          state: 'signed-in',
          message: undefined,
          errorKind: undefined,
          user: { name, email, organisation, since: status.user?.since ?? now() },
        });
        onSignedIn?.();
      })().finally(() => {
        checking = null;
      });
      return checking;
    },
  };
}

/** The desk's face to the rest of the engine. */
export type CrmDesk = ReturnType<typeof createCrmDesk>;
