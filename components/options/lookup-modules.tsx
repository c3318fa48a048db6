import { useState } from 'preact/hooks';
import type { SettingsModel } from '@/components/options/settings-model';
import type { ZohoPort } from '@/components/options/zoho-port';
import type { PageModel } from '@/components/page-model';
import { Button } from '@/components/ui/button';
import { LockNote } from '@/components/ui/lock-note';

const LOOKUP_IN = 'crm.zoho.lookupIn';
const STANDARD = ['Contacts', 'Leads', 'Accounts'];
/** Each module is one more search at every call. */
const MOST = 5;

export interface LookupModulesProps {
  settings: SettingsModel;
  model: PageModel;
  zoho: Pick<ZohoPort, 'check'>;
  /** Only who is signed in can see the organisation's own modules. */
  signedIn: boolean;
}

/** Where callers are looked for, in which order; the organisation's own modules are found by its metadata. */
export function LookupModules({ settings, model, zoho, signedIn }: LookupModulesProps) {
  const [found, setFound] = useState<readonly { module: string; label: string }[] | null>(null);
  const [busy, setBusy] = useState(false);
  const chosen = settings.value<string[]>(LOOKUP_IN);
  const locked = settings.isLocked(LOOKUP_IN);
  const save = (modules: string[]) => void settings.save(LOOKUP_IN, modules);
  const labelOf = (name: string) => found?.find(({ module }) => module === name)?.label ?? name;
  const others = [...STANDARD, ...(found ?? []).map(({ module }) => module)].filter(
    (name, index, all) => !chosen.includes(name) && all.indexOf(name) === index,
  );
  const find = async () => {
    setBusy(true);
    setFound((await model.run(zoho.check()))?.searchable ?? null);
    setBusy(false);
  };
  return (
    <fieldset class="choice modules" disabled={locked}>
      <legend>Look for callers in</legend>
      {[...chosen, ...others].map((name) => {
        const place = chosen.indexOf(name);
        const full = place < 0 && chosen.length >= MOST;
        return (
          <div class="module" key={name}>
            <label class="choice-option">
              <input
                type="checkbox"
                checked={place >= 0}
                disabled={full || (place >= 0 && chosen.length === 1)}
                onChange={() => save(place < 0 ? [...chosen, name] : chosen.filter((each) => each !== name))}
              />
              <span>{labelOf(name)}</span>
            </label>
            {place > 0 && !locked && (
              <Button
                look="quiet"
                icon="up"
                label={`Ask ${labelOf(name)} earlier`}
                onClick={() => save(chosen.with(place - 1, name).with(place, chosen[place - 1]!))}
              />
            )}
          </div>
        );
      })}
      <p class="hint">The first is shown first where several fit. At most {MOST}.</p>
      {locked && <LockNote />}
      {signedIn && !locked && (
        <div class="row">
          <Button disabled={busy} onClick={() => void find()}>
            {busy ? 'Looking…' : 'Look for further modules with phone numbers'}
          </Button>
          {found && !busy && others.length === 0 && <span class="hint">There are no others.</span>}
        </div>
      )}
    </fieldset>
  );
}
