import { CrmError } from '@/utils/crm/crm-error';
import type { CrmConnector } from '@/utils/crm/connector';
import type { TemplateConnector } from '@/utils/crm/template/connector';
import type { SetupReport } from '@/utils/crm/zoho/zoho-setup';

/** What a CRM's set-up lacks, for connectors that can tell. */
export interface SetupChecker {
  checkSetup(): Promise<SetupReport>;
  offerKeyField(): Promise<void>;
}

/** The connector, if it can check its own set-up; rejects in plain words if it cannot. */
export function setupChecker(connector: CrmConnector): CrmConnector & SetupChecker {
  if ('checkSetup' in connector && 'offerKeyField' in connector)
    return connector as CrmConnector & SetupChecker;
  throw new CrmError('rejected', `${connector.name} has no such check. Try a number instead.`);
}

/** The connector, if it runs a template; rejects in plain words if it does not. */
export function templateConnector(connector: CrmConnector): TemplateConnector {
  if ('engine' in connector) return connector as TemplateConnector;
  throw new CrmError('rejected', `${connector.name} is not connected by a template.`);
}
