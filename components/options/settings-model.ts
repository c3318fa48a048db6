import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { sentenceOf, type PageModel } from '@/components/page-model';
import { getPath, type MergedSettings } from '@/utils/settings/merge';
import { SECRET_KEYS } from '@/utils/settings/schema';
import { checkField, type Problem } from '@/utils/settings/validate';

/** Where settings and secrets are kept; the entrypoint supplies the real store, the gallery a fixture. */
export interface SettingsPort {
  load(): Promise<MergedSettings>;
  /** Rejects with an error whose message is a plain sentence; then nothing was changed. */
  save(changes: Record<string, unknown>): Promise<void>;
  hasSecrets(keys: readonly string[]): Promise<Record<string, boolean>>;
  /** An empty value removes the secret. */
  setSecret(key: string, value: string): Promise<void>;
  /** Takes over a settings file; answers what could not be used. */
  importFile(text: string): Promise<Problem[]>;
  exportFile(): Promise<string>;
  /** Removes all settings, secrets, history and what waits to be logged. */
  forgetAll(): Promise<void>;
  unlock(passphrase: string): Promise<void>;
  lock(): Promise<void>;
  setPassphrase(passphrase: string | null): Promise<void>;
  /** Called when another page, the policy or an import changed something. */
  watch(listener: () => void): void;
}

/** The settings as the options page edits them: each change is saved at once, and can be undone. */
export interface SettingsModel {
  /** Null until they are read. */
  readonly merged: ReadonlySignal<MergedSettings | null>;
  readonly secrets: ReadonlySignal<Record<string, boolean>>;
  value<T>(path: string): T;
  isLocked(path: string): boolean;
  /** What is wrong with the last value typed into this setting. */
  errorOf(path: string): string | undefined;
  save(path: string, value: unknown): Promise<void>;
  saveSecret(key: string, value: string): Promise<void>;
  importFile(text: string): Promise<void>;
  /** What the last import left out. */
  readonly importProblems: ReadonlySignal<Problem[] | null>;
  reload(): Promise<void>;
  readonly port: SettingsPort;
}

export function createSettingsModel(port: SettingsPort, page: PageModel): SettingsModel {
  const merged = signal<MergedSettings | null>(null);
  const secrets = signal<Record<string, boolean>>({});
  const errors = signal<Record<string, string>>({});
  const importProblems = signal<Problem[] | null>(null);
  const locked = computed(() => new Set(merged.value?.locked ?? []));

  async function reload(): Promise<void> {
    merged.value = await port.load();
    // The engine keeps the secrets; settings can be read before it runs.
    const stored = await port.hasSecrets(SECRET_KEYS).catch(() => ({}));
    secrets.value = { ...secrets.value, ...stored };
  }
  /** The engine may be away (no line yet, browser starting): it reads the settings when it comes. */
  const tellEngine = () => page.engine.settingsChanged().catch(() => undefined);
  const setError = (path: string, message: string | null) => {
    const { [path]: _, ...rest } = errors.value;
    errors.value = message ? { ...rest, [path]: message } : rest;
  };

  async function save(path: string, value: unknown): Promise<void> {
    const before = getPath(merged.value?.settings, path);
    if (JSON.stringify(before) === JSON.stringify(value)) return setError(path, null);
    const problem = checkField(path, value);
    if (problem) return setError(path, problem);
    try {
      await port.save({ [path]: value });
    } catch (error) {
      return setError(path, sentenceOf(error));
    }
    setError(path, null);
    await reload();
    page.notice.value = { text: 'Saved', tone: 'plain', undo: () => void save(path, before) };
    await tellEngine();
  }

  const model: SettingsModel = {
    merged,
    secrets,
    importProblems,
    port,
    reload,
    save,
    value: <T>(path: string) => getPath(merged.value?.settings, path) as T,
    isLocked: (path) => locked.value.has(path),
    errorOf: (path) => errors.value[path],
    async saveSecret(key, value) {
      try {
        await port.setSecret(key, value);
      } catch (error) {
        return setError(key, sentenceOf(error));
      }
      setError(key, null);
      secrets.value = { ...secrets.value, [key]: value !== '' };
      page.notice.value = { text: value ? 'Saved' : 'Removed', tone: 'plain' };
      await tellEngine();
    },
    async importFile(text) {
      importProblems.value = null;
      const problems = await page.run(port.importFile(text));
      if (!problems) return;
      importProblems.value = problems;
      await reload();
      await tellEngine();
    },
  };
  port.watch(() => void reload());
  void reload();
  return model;
}
