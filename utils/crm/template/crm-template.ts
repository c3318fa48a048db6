import type { Output } from '@/utils/crm/template/rows';
import type { Template } from '@/utils/gotemplate/tree';

/** A text of the file that is a template, read and ready. */
export interface TextTemplate {
  readonly source: string;
  readonly template: Template;
  /** Line of the file. */
  readonly line: number;
}

/** A field the user fills to connect. */
export interface CustomField {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly editor: 'string' | 'password' | 'list';
  /** What a list offers. */
  readonly options: readonly string[];
}

export interface HeaderTemplate {
  readonly name: string;
  readonly value: TextTemplate;
}

export type AuthMethod = 'none' | 'basic' | 'oauth2' | 'bearertoken';

/** How the template signs in. */
export interface Auth {
  readonly method: AuthMethod;
  /** basic: what is encoded, such as `{{.user}}:{{.password}}`. */
  readonly credential?: TextTemplate;
  readonly credentialType: 'username_password' | 'api_key' | '';
  readonly authEndPoint?: TextTemplate;
  readonly tokenEndPoint?: TextTemplate;
  readonly additionalQuery?: TextTemplate;
  readonly scope: string;
  /** bearertoken: minutes until the token is renewed; 0 never by time. */
  readonly tokenRefreshMinutes: number;
  /** Texts in an unsuccessful answer that mean the token is no longer good. */
  readonly tokenInvalid: readonly string[];
  /** Before the token in the Authorization header. */
  readonly tokenType: string;
  /** Never renew by refresh token. */
  readonly noRefresh: boolean;
  /** Ours: `password` asks the token endpoint with user name and password instead of a sign-in page. */
  readonly grant: 'code' | 'password';
  /** Ours: JSON bodies for the token endpoint, instead of a form. */
  readonly tokenBody?: TextTemplate;
  readonly refreshBody?: TextTemplate;
  /** Ours: members of the token's answer kept as variables; each must be an https address of a trusted host. */
  readonly tokenOutputs: readonly string[];
  /** Ours: host patterns such as `*.my.salesforce.com` those addresses may have. */
  readonly trustedHosts: readonly string[];
  /** Ours: send a proof key (RFC 7636). */
  readonly pkce: boolean;
}

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH';

export interface TemplateOutput extends Output {
  /** Ours: keep only what follows the first occurrence of this text. */
  readonly after: string;
}

/** One request of a scenario. */
export interface RequestTemplate {
  /** In scenarios of contacts the kind of contact. */
  readonly name: string;
  readonly scenario: ScenarioId;
  readonly method: HttpMethod;
  readonly url: TextTemplate;
  readonly body?: TextTemplate;
  readonly headers: readonly HeaderTemplate[];
  readonly outputs: readonly TemplateOutput[];
  /** The request of Common asked for each row of the answer. */
  readonly next: string;
  /** Ours: where a successful answer says that it is an error after all. */
  readonly errorPath: string;
  readonly line: number;
}

export const SCENARIO_IDS = [
  'AuthMethod',
  'UserAssociation',
  'SyncContactAuto',
  'CreateNewContact',
  'CreateNewTicket',
  'CallJournal',
  'GetGlobalInfo',
  'Common',
  'SearchContact',
  'AddNote',
  'FindCallJournal',
  'UpdateCallJournal',
] as const;

export type ScenarioId = (typeof SCENARIO_IDS)[number];

/** Subject and description of a ticket or call log, and whether the user may change them. */
export interface ComposedText {
  readonly subject: TextTemplate;
  readonly subjectEditable: boolean;
  readonly description: TextTemplate;
  readonly descriptionEditable: boolean;
}

/** How a contact's page is found. */
export type PopupRule =
  | { readonly kind: 'none' }
  | { readonly kind: 'format'; readonly format: TextTemplate }
  | { readonly kind: 'field'; readonly path: string };

export interface Features {
  readonly userAssociation: boolean;
  readonly callJournal: boolean;
  readonly createNewContact: boolean;
  readonly createNewTicket: boolean;
  readonly contactLookup: boolean;
}

/** A template as the product uses it: only what is on and right. */
export interface CrmTemplate {
  readonly provider: 'crm' | 'helpdesk';
  readonly name: string;
  /** Its identity: installing the same key again replaces it. */
  readonly key: string;
  readonly logo: string;
  readonly remark: string;
  readonly version: string;
  readonly maxConcurrentRequests: number;
  readonly auth: Auth;
  readonly fields: readonly CustomField[];
  readonly headers: readonly HeaderTemplate[];
  readonly features: Features;
  /** Ids of the scenarios in the file, in its order. */
  readonly scenarios: readonly string[];
  readonly popup: PopupRule;
  /** Contact fields that may be shown. */
  readonly shownFields: ReadonlySet<string>;
  readonly requests: Readonly<Record<Exclude<ScenarioId, 'AuthMethod'>, readonly RequestTemplate[]>>;
  readonly journalText: ComposedText;
  readonly ticketText: ComposedText;
  /** The recording's address is passed on unless the template or the user turned it off. */
  readonly playRecording: { readonly enabled: boolean; readonly editable: boolean };
}

/** The namespace of what we add to Yeastar's format; the prefix is the file's choice. */
export const EXTENSION_NAMESPACE = 'urn:switchhook:template:1';
