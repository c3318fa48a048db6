import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { AttentionSection } from '@/components/options/attention-section';
import type { AudioPort } from '@/components/options/audio-port';
import { AudioSection } from '@/components/options/audio-section';
import { CallsSection } from '@/components/options/calls-section';
import { CrmSection } from '@/components/options/crm-section';
import type { HeadsetPort } from '@/components/options/headset-port';
import type { HelpPort } from '@/components/options/help-port';
import { HelpSection } from '@/components/options/help-section';
import { HistorySection } from '@/components/history/history-section';
import { LineSection } from '@/components/options/line-section';
import { LoggingSection } from '@/components/options/logging-section';
import { PagesSection } from '@/components/options/pages-section';
import { PrivacySection } from '@/components/options/privacy-section';
import type { SectionName } from '@/components/options/section';
import { SectionNav } from '@/components/options/section-nav';
import type { SettingsModel } from '@/components/options/settings-model';
import { SettingsFile } from '@/components/options/settings-file';
import { TransferSection } from '@/components/options/transfer-section';
import type { ZohoPort } from '@/components/options/zoho-port';
import type { PageModel } from '@/components/page-model';
import { Banner } from '@/components/ui/banner';
import { LoadingPage } from '@/components/ui/empty-state';
import { Logo } from '@/components/ui/logo';
import { NoticeLine } from '@/components/ui/notice-line';

export interface OptionsPageProps {
  model: PageModel;
  settings: SettingsModel;
  /** The part in view, from the address. */
  section: ReadonlySignal<SectionName>;
  onSection: (section: SectionName) => void;
  audio: AudioPort;
  /** Absent where the browser cannot use the buttons of headsets (Firefox). */
  headsets?: HeadsetPort;
  zoho: ZohoPort;
  workbench?: ComponentChildren;
  help: HelpPort;
  onCopy: (text: string) => void;
  onDownload: (name: string, text: string) => void;
  onGrant: () => void;
}

/** All settings, saved as they are changed. */
export function OptionsPage(props: OptionsPageProps) {
  const { model, settings } = props;
  const section = props.section.value;
  const main = useRef<HTMLElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const read = async (file: File) => {
    props.onSection('transfer');
    await settings.importFile(await file.text());
  };
  useEffect(() => {
    // Somebody who chose a section by keyboard goes on inside it.
    if (main.current?.contains(document.activeElement) === false) main.current.querySelector('h2')?.focus();
    window.scrollTo(0, 0);
  }, [section]);
  const merged = settings.merged.value;
  if (!merged) return <LoadingPage icon="settings" title="Reading your settings…" />;
  return (
    <SettingsFile picker={picker} onFile={(file) => void read(file)}>
      <header class="options-head">
        <Logo />
        <h1>Switchhook</h1>
      </header>
      <SectionNav current={section} attention={model.state.value?.outbox.attention ?? 0} />
      <main class="options-main" ref={main}>
        {merged.locked.length > 0 && (
          <Banner tone="info" icon="lock" title="Your organisation has set some of these values">
            They are marked and cannot be changed here.
          </Banner>
        )}
        {merged.problems.length > 0 && (
          <Banner tone="warn" title="Some stored values cannot be used">
            {merged.problems.map((problem) => (
              <span key={problem.path} class="problem-line">
                <code>{problem.path}</code> {problem.message}
              </span>
            ))}
          </Banner>
        )}
        <SectionBody
          key={section}
          {...props}
          section={section}
          onChooseFile={() => picker.current?.click()}
        />
      </main>
      <NoticeLine notice={model.notice} />
    </SettingsFile>
  );
}

function SectionBody(
  props: Omit<OptionsPageProps, 'section'> & { section: SectionName; onChooseFile: () => void },
) {
  const { model, settings, audio, zoho, workbench, onCopy, onDownload, onGrant } = props;
  switch (props.section) {
    case 'line':
      return <LineSection settings={settings} model={model} />;
    case 'audio':
      return <AudioSection settings={settings} model={model} audio={audio} headsets={props.headsets} />;
    case 'calls':
      return <CallsSection settings={settings} />;
    case 'crm':
      return (
        <CrmSection settings={settings} model={model} zoho={zoho} onCopy={onCopy} workbench={workbench} />
      );
    case 'logging':
      return <LoggingSection settings={settings} />;
    case 'pages':
      return <PagesSection settings={settings} onGrant={onGrant} />;
    case 'history':
      return <HistorySection model={model} onDownload={onDownload} />;
    case 'attention':
      return <AttentionSection model={model} onCopy={onCopy} />;
    case 'transfer':
      return (
        <TransferSection
          settings={settings}
          model={model}
          onChooseFile={props.onChooseFile}
          onDownload={onDownload}
        />
      );
    case 'privacy':
      return <PrivacySection settings={settings} model={model} />;
    case 'help':
      return <HelpSection model={model} help={props.help} onDownload={onDownload} />;
  }
}
