import { useState } from 'preact/hooks';
import { PassphraseForm } from '@/components/options/passphrase-form';
import { Section } from '@/components/options/section';
import { SettingNumber } from '@/components/options/setting-field';
import type { SettingsModel } from '@/components/options/settings-model';
import type { PageModel } from '@/components/page-model';
import { Button } from '@/components/ui/button';

const STORED = [
  ['Settings', 'in this browser, until you delete them'],
  ['Passwords and tokens', 'encrypted in this browser; never in a file, never shown'],
  ['Your last 1,000 calls, with your notes', 'in this browser'],
  ['Calls that wait to be saved', 'in this browser, until your CRM has confirmed them'],
  ['Contacts', 'in memory only, until the browser closes; your CRM keeps the original'],
] as const;

/** What is stored where, the passphrase, and the way to delete all of it. */
export function PrivacySection({ settings, model }: { settings: SettingsModel; model: PageModel }) {
  const [asking, setAsking] = useState(false);
  const locked = model.state.value?.vaultLocked ?? false;
  return (
    <Section
      name="privacy"
      intro="Switchhook talks to your phone system and your CRM, and to nobody else. There is no account with us, no statistics, no server in between."
    >
      <table class="stored">
        <caption class="visually-hidden">What is stored, and where</caption>
        <tbody>
          {STORED.map(([what, where]) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>{where}</td>
            </tr>
          ))}
        </tbody>
      </table>

      <PassphraseForm
        locked={locked}
        present={model.state.value?.hasPassphrase ?? false}
        onUnlock={async (passphrase) => {
          await settings.port.unlock(passphrase);
          await model.engine.settingsChanged();
        }}
        onSet={settings.port.setPassphrase}
        onLock={settings.port.lock}
      />
      {(model.state.value?.hasPassphrase ?? false) && (
        <SettingNumber
          settings={settings}
          path="vault.lockAfterMinutes"
          label="Lock after so many minutes without use (0: never)"
          hint="Locked, a connected phone line stays and calls go on. Callers are not looked up, and call logs wait, until you type your passphrase."
        />
      )}
      {asking ? (
        <div class="panel" role="alertdialog" aria-label="Delete all data">
          <p>
            Settings, passwords, the list of calls, and calls that are not yet in your CRM will be gone. What
            is in your CRM stays there.
          </p>
          <div class="row">
            <Button onClick={() => setAsking(false)}>Keep my data</Button>
            <Button
              look="danger"
              icon="trash"
              onClick={() =>
                void model.run(settings.port.forgetAll()).then(() => {
                  setAsking(false);
                  return settings.reload();
                })
              }
            >
              Delete everything
            </Button>
          </div>
        </div>
      ) : (
        <Button look="danger-quiet" icon="trash" onClick={() => setAsking(true)}>
          Delete all data
        </Button>
      )}
    </Section>
  );
}
