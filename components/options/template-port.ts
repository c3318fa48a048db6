import type { InstalledTemplate } from '@/utils/crm/template/installed-templates';
import type { Trial } from '@/utils/crm/template/workbench';

/** Templates and the engine behind them; the entrypoint supplies the real thing. Methods reject with a plain sentence. */
export interface TemplatePort {
  /** Templates that come with the product: `salesforce`, `Salesforce`. */
  readonly builtIn: readonly { readonly key: string; readonly name: string }[];
  readBuiltIn(key: string): Promise<string>;
  installed(): Promise<InstalledTemplate[]>;
  saveInstalled(templates: readonly InstalledTemplate[]): Promise<void>;
  /** Origins in the own network that the user allowed. */
  allowedPrivate(): Promise<string[]>;
  allowPrivate(origin: string): Promise<void>;
  /** Whether the browser lets us ask all of these. */
  isGranted(origins: readonly string[]): Promise<boolean>;
  /** The browser's own question; only inside a click. */
  grant(origins: readonly string[]): Promise<boolean>;
  /** What the user registers at the CRM. */
  readonly redirectUri: string;
  signIn(): Promise<void>;
  tryNumber(number: string): Promise<Trial>;
}
