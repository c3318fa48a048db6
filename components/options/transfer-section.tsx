import { Section } from '@/components/options/section';
import type { SettingsModel } from '@/components/options/settings-model';
import type { PageModel } from '@/components/page-model';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';

export interface TransferSectionProps {
  settings: SettingsModel;
  model: PageModel;
  /** Opens the browser's file dialog. */
  onChooseFile: () => void;
  /** Puts text into a file of the user's. */
  onDownload: (name: string, text: string) => void;
}

/** Settings out to a file and in from one. */
export function TransferSection({ settings, model, onChooseFile, onDownload }: TransferSectionProps) {
  const problems = settings.importProblems.value;
  const save = async () => {
    const text = await model.run(settings.port.exportFile());
    if (text !== undefined) onDownload('switchhook-settings.json', text);
  };
  return (
    <Section
      name="transfer"
      intro="A settings file carries everything but passwords. One made by your administrator may hold them, too: they go straight into the encrypted store."
    >
      <div class="drop">
        <p>Drop a settings file on this page, or</p>
        <Button icon="upload" onClick={onChooseFile}>
          Choose a file
        </Button>
      </div>
      <div class="row">
        <Button icon="download" onClick={() => void save()}>
          Export settings
        </Button>
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
