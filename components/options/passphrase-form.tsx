import { useState } from 'preact/hooks';
import { sentenceOf } from '@/components/page-model';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';

const SHORTEST = 10;

export interface PassphraseFormProps {
  locked: boolean;
  /** There is one already. */
  present: boolean;
  /** Both reject with a plain sentence. */
  onUnlock: (passphrase: string) => Promise<void>;
  onSet: (passphrase: string | null) => Promise<void>;
  onLock: () => Promise<void>;
}

/** The lock for passwords and tokens: with a passphrase, a copied browser profile opens nothing. */
export function PassphraseForm({ locked, present, onUnlock, onSet, onLock }: PassphraseFormProps) {
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    try {
      await work();
      setText('');
    } catch (problem) {
      setError(sentenceOf(problem));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      class="passphrase"
      onSubmit={(event) => {
        event.preventDefault();
        if (locked) void submit(() => onUnlock(text));
        else if (text.length < SHORTEST)
          setError(`Choose at least ${SHORTEST} characters; a sentence is best.`);
        else void submit(() => onSet(text));
      }}
    >
      {locked && (
        <Banner tone="warn" title="Your passwords are locked">
          Enter your passphrase to use your CRM. A connected phone line stays, and call logs wait.
        </Banner>
      )}
      <TextField
        label={locked ? 'Your passphrase' : present ? 'Another passphrase' : 'Lock with a passphrase'}
        type="password"
        value={text}
        error={error}
        hint={
          locked
            ? undefined
            : 'Asked for after each start of the browser. Without it the encryption protects from a glance into the files, not from somebody who copies your whole profile. If you forget it, sign in anew.'
        }
        onInput={setText}
      />
      <div class="row">
        <Button type="submit" icon="lock" disabled={busy || text === ''}>
          {locked ? 'Unlock' : present ? 'Change passphrase' : 'Set passphrase'}
        </Button>
        {!locked && present && (
          <>
            <Button disabled={busy} onClick={() => void submit(onLock)}>
              Lock now
            </Button>
            <Button look="quiet" disabled={busy} onClick={() => void submit(() => onSet(null))}>
              Remove the passphrase
            </Button>
          </>
        )}
      </div>
    </form>
  );
}
