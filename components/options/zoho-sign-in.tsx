import { useState } from 'preact/hooks';
import type { SettingsModel } from '@/components/options/settings-model';
import type { ZohoPort } from '@/components/options/zoho-port';
import { sentenceOf } from '@/components/page-model';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';

/** The ways into Zoho: its own window, or a pasted code. What went wrong stays in view until the next attempt. */
export function ZohoSignIn({ settings, zoho }: { settings: SettingsModel; zoho: ZohoPort }) {
  const [pasted, setPasted] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<{ way: 'window' | 'paste'; message: string } | null>(null);
  const ready =
    settings.value<string>('crm.zoho.clientId') !== '' &&
    settings.secrets.value['crm.zoho.clientSecret'] === true;
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
      <div class="ways">
        <div class="way">
          <h3>Sign in with your browser</h3>
          <p class="hint">Zoho’s own window asks for your permission.</p>
          <Button look="main" disabled={!ready || busy} onClick={() => void attempt('window', zoho.signIn)}>
            Sign in to Zoho
          </Button>
          {!ready && <p class="hint">Enter Client ID and Client Secret first.</p>}
        </div>
        <form
          class="way"
          onSubmit={(event) => {
            event.preventDefault();
            if (pasted.trim() && !busy) void attempt('paste', () => zoho.signInByPaste(pasted));
          }}
        >
          <h3>Or paste a code</h3>
          <TextField
            label="Grant code or refresh token"
            type="password"
            code
            value={pasted}
            onInput={setPasted}
            error={problem?.way === 'paste' ? problem.message : undefined}
            hint="A code from a self client works for some minutes only."
          />
          <Button type="submit" disabled={!pasted.trim() || busy}>
            Use this code
          </Button>
        </form>
      </div>
      {problem?.way === 'window' && <Banner tone="problem" title={problem.message} />}
    </>
  );
}
