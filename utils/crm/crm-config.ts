/** Zoho's data centres by the `location` their sign-in answers. */
export type ZohoDataCenter = 'us' | 'eu' | 'in' | 'au' | 'jp' | 'cn' | 'ca' | 'sa' | 'uk' | 'ae';

/** Which CRM, and how. */
export interface CrmSettings {
  kind: 'zoho' | 'template' | 'none';
  zoho: {
    dataCenter: ZohoDataCenter;
    environment: 'production' | 'sandbox' | 'developer';
    clientId: string;
    /** Modules searched for a caller, in the CRM's API names. */
    lookupIn: string[];
  };
  template: { key: string; fields: Record<string, string> };
  /** Ask the CRM at each call instead of trusting what was found some minutes ago. */
  alwaysQuery: boolean;
  /** E-mail under which the CRM knows the person on the phone, where a sign-in is shared; empty: whoever is signed in. */
  agentEmail: string;
}
