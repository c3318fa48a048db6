import type { ComponentChildren } from 'preact';
import { AttentionSection } from '@/components/options/attention-section';
import type { AudioPort } from '@/components/options/audio-port';
import { AudioSection } from '@/components/options/audio-section';
import { CallsSection } from '@/components/options/calls-section';
import { CrmSection } from '@/components/options/crm-section';
import { LineSection } from '@/components/options/line-section';
import { LoggingSection } from '@/components/options/logging-section';
import { PagesSection } from '@/components/options/pages-section';
import { PrivacySection } from '@/components/options/privacy-section';
import { SectionNav } from '@/components/options/section-nav';
import type { SettingsModel } from '@/components/options/settings-model';
import { TransferSection } from '@/components/options/transfer-section';
import type { ZohoPort } from '@/components/options/zoho-port';
import type { PageModel } from '@/components/page-model';
import { Banner } from '@/components/ui/banner';
import { EmptyState } from '@/components/ui/empty-state';
import { Logo } from '@/components/ui/logo';
import { NoticeLine } from '@/components/ui/notice-line';

export interface OptionsPageProps {
  model: PageModel;
  settings: SettingsModel;
  audio: AudioPort;
  zoho: ZohoPort;
  workbench?: ComponentChildren;
  onCopy: (text: string) => void;
  onDownload: (name: string, text: string) => void;
  onGrant: () => void;
}

/** All settings, saved as they are changed. */
export function OptionsPage(props: OptionsPageProps) {
  const { model, settings, audio, zoho, workbench, onCopy, onDownload, onGrant } = props;
  const merged = settings.merged.value;
  if (!merged) return <EmptyState icon="settings" title="Reading your settings…" busy />;
  return (
    <div class="options">
      <header class="options-head">
        <Logo />
        <h1>Switchhook</h1>
      </header>
      <SectionNav attention={model.state.value?.outbox.attention ?? 0} />
      <main class="options-main">
        {merged.locked.length > 0 && (
          <Banner tone="info" title="Your organisation has set some of these values">
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
        <LineSection settings={settings} model={model} />
        <AudioSection settings={settings} model={model} audio={audio} />
        <CallsSection settings={settings} />
        <CrmSection settings={settings} model={model} zoho={zoho} onCopy={onCopy} workbench={workbench} />
        <LoggingSection settings={settings} />
        <PagesSection settings={settings} onGrant={onGrant} />
        <AttentionSection model={model} onCopy={onCopy} />
        <TransferSection settings={settings} onDownload={onDownload} />
        <PrivacySection settings={settings} model={model} />
      </main>
      <NoticeLine notice={model.notice} />
    </div>
  );
}
