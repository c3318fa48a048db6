import { CrmError } from '@/utils/crm/crm-error';
import { rowsOf } from '@/utils/crm/zoho/rows';
import type { ZohoApi } from '@/utils/crm/zoho/zoho-api';
import { asObject, asObjects, asText, type Json } from '@/utils/http/json';

/** A module of this organisation. */
export interface ZohoModule {
  /** In requests: `Deals`. */
  apiName: string;
  /** In addresses of pages: `Potentials`. */
  tab: string;
  /** "Deal". */
  label: string;
  creatable: boolean;
  visible: boolean;
}

/** A field of a module. */
export interface ZohoField {
  apiName: string;
  label: string;
  /** Zoho's `data_type`: text, phone, email, picklist, lookup… */
  type: string;
  maxLength?: number;
  mandatory: boolean;
  readOnly: boolean;
  creatable: boolean;
  unique: boolean;
  custom: boolean;
  /** Values in use. */
  options: string[];
}

/** What an organisation looks like, read once and kept for an hour. */
export interface ZohoMetadata {
  modules(): Promise<ZohoModule[]>;
  /** Rejects with `forbidden` where the scope or the module is missing. */
  fields(module: string): Promise<ZohoField[]>;
  /** The fields, or null where we may not know them; a refusal is remembered for ten minutes. */
  fieldsIfAllowed(module: string): Promise<ZohoField[] | null>;
  /** Fields already read, or null: never waits. */
  fieldsAtHand(module: string): ZohoField[] | null;
  /** Reads in the background what will be needed soon. */
  readAhead(modules: readonly string[]): void;
  /** Forgets the fields of a module that was changed. */
  forget(module: string): void;
  /** Everything is read again when it is next asked for; until then what was known stays at hand. */
  outdate(): void;
}

const KEEP_MS = 3_600_000;
const RETRY_MS = 10 * 60_000;

interface Kept {
  at: number;
  failed: boolean;
  /** Failed because this sign-in may not read it. */
  refused: boolean;
  value: Promise<unknown>;
  ready?: unknown;
}

/** See `ZohoMetadata`. */
export function createZohoMetadata(api: ZohoApi, now: () => number): ZohoMetadata {
  const kept = new Map<string, Kept>();

  /** What was read, being read, or (until asked for again) failed. */
  function keep<T>(name: string, read: () => Promise<T>): Promise<T> {
    const there = kept.get(name);
    if (there && !there.failed && now() - there.at < KEEP_MS) return there.value as Promise<T>;
    // What was known stays at hand while it is read again.
    const entry: Kept = { at: now(), failed: false, refused: false, value: fill(), ready: there?.ready };
    kept.set(name, entry);
    return entry.value as Promise<T>;

    async function fill(): Promise<T> {
      try {
        const value = await read();
        entry.ready = value;
        return value;
      } catch (error) {
        entry.failed = true;
        entry.refused = isRefusal(error);
        throw error;
      }
    }
  }

  const fields = (module: string) =>
    keep(`fields ${module}`, async () => {
      const answer = await api.call({ method: 'GET', path: 'settings/fields', query: { module } });
      return rowsOf(answer, 'fields').map(readField);
    });

  return {
    modules: () =>
      keep('modules', async () => {
        const answer = await api.call({ method: 'GET', path: 'settings/modules' });
        return rowsOf(answer, 'modules').map(readModule);
      }),
    fields,
    fieldsAtHand: (module) => (kept.get(`fields ${module}`)?.ready as ZohoField[] | undefined) ?? null,
    async fieldsIfAllowed(module) {
      const there = kept.get(`fields ${module}`);
      if (there?.refused && now() - there.at < RETRY_MS) return null;
      try {
        return await fields(module);
      } catch (error) {
        if (isRefusal(error)) return null;
        throw error;
      }
    },
    readAhead(modules) {
      for (const module of modules) {
        const there = kept.get(`fields ${module}`);
        const age = there ? now() - there.at : Infinity;
        // A failure is not tried again at every lookup: most often the scope is missing.
        if (age >= (there?.failed ? RETRY_MS : KEEP_MS)) fields(module).catch(ignoreMissing);
      }
    },
    forget: (module) => void kept.delete(`fields ${module}`),
    outdate() {
      for (const entry of kept.values()) entry.at = -Infinity;
    },
  };
}

function isRefusal(error: unknown): boolean {
  return error instanceof CrmError && (error.kind === 'forbidden' || error.kind === 'rejected');
}

/** Reading ahead may fail; whoever needs the answer asks again and hears why. */
function ignoreMissing(error: unknown): void {
  if (!(error instanceof CrmError)) throw error;
}

function readModule(json: Json): ZohoModule {
  const apiName = asText(json.api_name);
  return {
    apiName,
    tab: asText(json.module_name) || apiName,
    label: asText(json.singular_label) || apiName,
    creatable: json.creatable === true,
    visible: json.viewable !== false && json.status !== 'user_hidden' && json.status !== 'system_hidden',
  };
}

function readField(json: Json): ZohoField {
  const length = Number(json.length);
  const unique = asObject(json.unique);
  return {
    apiName: asText(json.api_name),
    label: asText(json.display_label) || asText(json.field_label) || asText(json.api_name),
    type: asText(json.data_type),
    maxLength: Number.isFinite(length) && length > 0 ? length : undefined,
    mandatory: json.system_mandatory === true || json.required === true,
    readOnly: json.read_only === true || json.field_read_only === true,
    creatable: asObject(json.operation_type).api_create !== false,
    unique: Object.keys(unique).length > 0,
    custom: json.custom_field === true,
    options: asObjects(json.pick_list_values)
      .filter((value) => value.type !== 'unused' && asText(value.actual_value) !== '-None-')
      .map((value) => asText(value.actual_value))
      .filter(Boolean),
  };
}
