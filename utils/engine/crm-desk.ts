import type { CrmConnector, CrmUser } from '@/utils/crm/connector';
import { logOwner, needsUsers, userByEmail, type LogOwnership } from '@/utils/crm/agent';
import type { CrmAccount } from '@/utils/engine/journal-desk';
import { CrmError } from '@/utils/crm/crm-error';
import type { CrmStatus } from '@/utils/messaging/app-state';

interface CrmDeskDeps {
  now: () => number;
  /** The status changed. */
  onChange: () => void;
  /** Somebody is signed in: logs that waited may go. */
  onSignedIn?: () => void;
  ownership?: () => LogOwnership;
  /** When this account signed in, epoch milliseconds. */
  since?: (account: string) => Promise<number>;
}

/** What the engine is given when settings change: a connector, or why there is none. */
export type CrmChoice =
  | { connector: CrmConnector; kind: 'zoho' | 'template' }
  | { connector: null; kind: 'zoho' | 'template' | 'none'; message?: string };

const accountOf = ({ id, organisationId = '' }: CrmUser) => `${organisationId}/${id}`;

const off: CrmStatus = {
  kind: 'none',
  name: '',
  state: 'off',
  canCreate: [],
  canSearch: false,
  takesChanges: false,
};

/** Holds the connector in use and knows whether it is signed in. Every call to the CRM goes through `ask`. */
export function createCrmDesk(deps: CrmDeskDeps) {
  const { now, onChange, onSignedIn, since = async () => now() } = deps;
  const ownership = deps.ownership ?? (() => ({ owner: 'agent', agentEmail: '' }));
  let connector: CrmConnector | null = null;
  let status: CrmStatus = off;
  let checking: Promise<void> | null = null;
  let user: CrmUser | null = null;
  let colleagues: CrmUser[] = [];
  let colleaguesFor = '';

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

  /** Reads the users once the settings say that the logs belong to one of them. */
  async function readColleagues(): Promise<void> {
    const wanted = ownership();
    if (!user || JSON.stringify(wanted) === colleaguesFor) return;
    colleaguesFor = JSON.stringify(wanted);
    // Without them the logs belong to whoever is signed in.
    colleagues = needsUsers(wanted) ? await ask((current) => current.users()).catch(() => []) : [];
  }

  return {
    status: () => status,
    connector: () => connector,
    ask,

    /** Whose logs are made now; the id is empty while nobody is known. */
    account(): CrmAccount {
      if (!user) return { id: '' };
      const whose = ownership();
      const agent = userByEmail(colleagues, whose.agentEmail) ?? user;
      const [firstName = '', ...rest] = agent.name.split(' ');
      return {
        ownerId: logOwner(colleagues, whose, user)?.id,
        id: accountOf(user),
        agent: { id: agent.id, firstName, lastName: rest.join(' '), email: agent.email || whose.agentEmail },
      };
    },

    /** Takes another connector into use and checks who is signed in. */
    use(choice: CrmChoice): void {
      if (choice.connector && choice.connector === connector) return void readColleagues();
      connector = choice.connector;
      user = null;
      colleagues = [];
      colleaguesFor = '';
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
        takesChanges: choice.connector.changeCall !== undefined,
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
        await readColleagues();
        const { name, email, organisation = '' } = signedIn;
        setStatus({
          ...status,
          state: 'signed-in',
          message: undefined,
          errorKind: undefined,
          user: { name, email, organisation, since: await since(accountOf(signedIn)) },
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
