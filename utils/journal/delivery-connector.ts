import type {
  CallEntry,
  CrmConnector,
  LoggedEntry,
  RecordDraft,
  RecordRef,
  RemoteId,
} from '@/utils/crm/connector';
import { CrmError } from '@/utils/crm/crm-error';

/** What delivering needs of a CRM. */
export type DeliveryConnector = Pick<
  CrmConnector,
  'abilities' | 'findByNumber' | 'get' | 'create' | 'logCall' | 'findLoggedCall'
> & {
  /** Brings a log up to date; false where the CRM cannot. */
  changeCall(id: RemoteId, entry: CallEntry): Promise<boolean>;
  /** See `CrmConnector`. What goes wrong here is no reason to hold a log up. */
  removeTwins(record: RecordRef, draft: RecordDraft): Promise<void>;
  removeTwinLogs(logs: readonly LoggedEntry[]): Promise<void>;
  /** See `CrmConnector`; where the CRM cannot, the log stays as it is. */
  replaceMissed(id: RemoteId, entry: CallEntry): Promise<RemoteId>;
};

/**
 * The same CRM, held to its word: every failure is a `CrmError`. One connector's defect must not hold up the logs behind
 * it, and after a write that ended in an unknown way nobody knows what was done.
 */
export function deliveryConnector(crm: CrmConnector): DeliveryConnector {
  const hold =
    (kind: 'unreachable' | 'ambiguous') =>
    <A extends unknown[], R>(method: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      try {
        return await method(...args);
      } catch (error) {
        if (error instanceof CrmError) throw error;
        throw new CrmError(kind, 'The CRM did not answer as expected.', { detail: String(error) });
      }
    };
  const asking = hold('unreachable');
  const writing = hold('ambiguous');
  return {
    get abilities() {
      return crm.abilities;
    },
    findByNumber: asking((number) => crm.findByNumber(number)),
    get: asking((record) => crm.get(record)),
    findLoggedCall: asking((key, startedAt) => crm.findLoggedCall(key, startedAt)),
    create: writing((kind, draft) => crm.create(kind, draft)),
    logCall: writing((entry) => crm.logCall(entry)),
    changeCall: writing(async (id, entry) => {
      await crm.changeCall?.(id, entry);
      return crm.changeCall !== undefined;
    }),
    removeTwins: async (record, draft) => crm.removeTwins?.(record, draft).catch(() => undefined),
    removeTwinLogs: async (logs) => crm.removeTwinLogs?.(logs).catch(() => undefined),
    replaceMissed: writing(async (id, entry) => (await crm.replaceMissed?.(id, entry)) ?? id),
  };
}
