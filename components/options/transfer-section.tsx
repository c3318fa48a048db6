import { useRef, useState } from 'preact/hooks';
import { Section } from '@/components/options/section';
import type { SettingsModel } from '@/components/options/settings-model';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';

export interface TransferSectionProps {
  settings: SettingsModel;
  /** Puts text into a file of the user's. */
  onDownload: (name: string, text: string) => void;
}

/** Settings out to a file and in from one. */
export function TransferSection({ settings, onDownload }: TransferSectionProps) {
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const problems = settings.importProblems.value;
  const read = async (file: File | undefined) => {
    if (file) await settings.importFile(await file.text());
    if (picker.current) picker.current.value = '';
  };
  return (
    <Section
      name="transfer"
      intro="A settings file carries everything but passwords. One made by your administrator may hold them, too: they go straight into the encrypted store."
    >
      <div
        class={over ? 'drop drop-over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void read(event.dataTransfer?.files[0]);
        }}
      >
        <p>Drop a settings file here, or</p>
        <div class="row">
          <Button icon="upload" onClick={() => picker.current?.click()}>
            Choose a file
          </Button>
          <Button
            icon="download"
            onClick={() =>
              void settings.port.exportFile().then((text) => onDownload('switchhook-settings.json', text))
            }
          >
            Export settings
          </Button>
        </div>
        <input
          ref={picker}
          class="visually-hidden"
          type="file"
          accept=".json,application/json"
          tabIndex={-1}
          aria-label="Settings file"
          onChange={(event) => void read(event.currentTarget.files?.[0])}
        />
      </div>
      {problems?.length === 0 && <Banner tone="good" title="The settings were taken over" />}
      {problems && problems.length > 0 && (
        <Banner tone="warn" title="Taken over, except for this:">
          {problems.map((problem) => (
            <span key={problem.path} class="problem-line">
              <code>{problem.path}</code> {problem.message}
            </span>
          ))}
        </Banner>
      )}
    </Section>
  );
}
