import { useState } from 'preact/hooks';
import type { SettingsModel } from '@/components/options/settings-model';
import type { ZohoPort } from '@/components/options/zoho-port';
import { sentenceOf } from '@/components/page-model';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';
import { CLIENT_ID_HELP, credentialKind, LEGACY_TOKEN_HELP } from '@/utils/oauth/credential-kind';

export interface ZohoSignInProps {
  settings: SettingsModel;
  zoho: Pick<ZohoPort, 'signIn' | 'signInByPaste'>;
  /** Somebody is: nothing needs to be done here. */
  signedIn: boolean;
}

/** What is wrong with a pasted text by its shape alone; undefined where Zoho must be asked. */
function wrongCredential(text: string): string | undefined {
  const kind = credentialKind(text);
  if (kind === 'legacy-v1') return LEGACY_TOKEN_HELP;
  return kind === 'client-id' ? CLIENT_ID_HELP : undefined;
}

/** The ways into Zoho: its own window, or a pasted code. What went wrong stays in view until the next attempt. */
export function ZohoSignIn({ settings, zoho, signedIn }: ZohoSignInProps) {
  const [pasted, setPasted] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<{ way: 'window' | 'paste'; message: string } | null>(null);
  const ready =
    settings.value<string>('crm.zoho.clientId') !== '' &&
    settings.secrets.value['crm.zoho.clientSecret'] === true;
  const wrong = wrongCredential(pasted);
  const attempt = async (way: 'window' | 'paste', work: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
      setPasted('');
    } catch (error) {
      setProblem({ way, message: sentenceOf(error) });
    } finally {
      setBusy(false);
      await settings.reload();
    }
  };
  return (
    <>
      {!ready && (
        <p class="hint">Enter Client ID and Client Secret first; then sign in, one way or the other.</p>
      )}
      <div class="ways">
        <div class="way">
          <h3>Sign in with your browser</h3>
          <p class="hint">Zoho’s own window asks for your permission.</p>
          <Button
            look={signedIn ? 'plain' : 'main'}
            disabled={!ready || busy}
            onClick={() => void attempt('window', zoho.signIn)}
          >
            {signedIn ? 'Sign in again' : 'Sign in to Zoho'}
          </Button>
        </div>
        <form
          class="way"
          onSubmit={(event) => {
            event.preventDefault();
            if (ready && pasted.trim() && !wrong && !busy)
              void attempt('paste', () => zoho.signInByPaste(pasted));
          }}
        >
          <h3>Or paste a token</h3>
          <TextField
            label="Refresh Token or grant code"
            type="password"
            code
            value={pasted}
            onInput={setPasted}
            error={wrong ?? (problem?.way === 'paste' ? problem.message : undefined)}
            hint="A code of a self client works for some minutes only."
          />
          <Button type="submit" disabled={!ready || !pasted.trim() || wrong !== undefined || busy}>
            Sign in with it
          </Button>
        </form>
      </div>
      {problem?.way === 'window' && <Banner tone="problem" title={problem.message} />}
    </>
  );
}
