import { useEffect, useMemo, useState } from 'preact/hooks';
import type { SettingsModel } from '@/components/options/settings-model';
import { TemplateConnect } from '@/components/options/template-connect';
import { TemplateEditor } from '@/components/options/template-editor';
import { TemplatePicker } from '@/components/options/template-picker';
import type { TemplatePort } from '@/components/options/template-port';
import { TemplateTrial } from '@/components/options/template-trial';
import type { PageModel } from '@/components/page-model';
import {
  deleteTemplate,
  fileNameOf,
  type InstalledTemplate,
  installTemplate,
} from '@/utils/crm/template/installed-templates';
import { LIMITS } from '@/utils/crm/template/limits';
import { openFile } from '@/utils/crm/template/workbench';

export interface TemplateWorkbenchProps {
  settings: SettingsModel;
  model: PageModel;
  port: TemplatePort;
  now: () => number;
  onCopy: (text: string) => void;
  onDownload: (name: string, text: string) => void;
}

/** Connecting a CRM by a template: choose or drop it, correct it, fill it, agree, sign in, try it. */
export function TemplateWorkbench({
  settings,
  model,
  port,
  now,
  onCopy,
  onDownload,
}: TemplateWorkbenchProps) {
  const [installed, setInstalled] = useState<readonly InstalledTemplate[]>([]);
  const [allowedPrivate, setAllowedPrivate] = useState<ReadonlySet<string>>(new Set());
  const [draft, setDraft] = useState<string | null>(null);
  const current = settings.value<string>('crm.template.key');
  useEffect(() => {
    void model.run(port.installed()).then((list) => setInstalled(list ?? []));
    void port.allowedPrivate().then((origins) => setAllowedPrivate(new Set(origins)));
  }, []);
  const file = installed.find(({ key }) => key === current);
  const template = useMemo(
    () => file && openFile(new TextEncoder().encode(file.xml), { allowedPrivate }).template,
    [file, allowedPrivate],
  );
  const draftKey = useMemo(
    () => (draft === null ? '' : openFile(new TextEncoder().encode(draft), { allowedPrivate }).template?.key),
    [draft, allowedPrivate],
  );
  const tell = (text: string) => void (model.notice.value = { text, tone: 'problem' });

  const save = async (list: readonly InstalledTemplate[]) => {
    await port.saveInstalled(list);
    setInstalled(list);
  };
  const openDropped = async (dropped: Blob) => {
    if (dropped.size >= LIMITS.fileBytes) tell('The file is 1 MB or larger. A template is a few kilobytes.');
    else setDraft(await dropped.text());
  };
  const install = async (xml: string, added: { key: string; name: string }) => {
    const installation = installTemplate(installed, added, xml, { now: now(), replace: true });
    if (installation.kind === 'full') tell(installation.message);
    if (installation.kind !== 'installed') return;
    await model.run(save(installation.templates));
    setDraft(null);
    await settings.save('crm.template.key', added.key);
  };
  const useBuiltIn = async (key: string) => {
    const xml = await model.run(port.readBuiltIn(key));
    const found = xml && openFile(new TextEncoder().encode(xml)).template;
    if (found) await install(xml, found);
  };

  return (
    <div class="zoho">
      <TemplatePicker
        port={port}
        installed={installed}
        current={current}
        onBuiltIn={(key) => void useBuiltIn(key)}
        onFile={(dropped) => void openDropped(dropped)}
        onUse={(key) => void settings.save('crm.template.key', key)}
        onEdit={({ xml }) => setDraft(xml)}
        onDownload={(one) => onDownload(fileNameOf(one), one.xml)}
        onDelete={(one) => void model.run(save(deleteTemplate(installed, one.key)))}
      />
      {draft !== null && (
        <TemplateEditor
          xml={draft}
          replaces={installed.some(({ key }) => key === draftKey)}
          allowedPrivate={allowedPrivate}
          onInput={setDraft}
          onInstall={(added) => void install(draft, added)}
          onClose={() => setDraft(null)}
        />
      )}
      {template && draft === null && (
        <>
          <TemplateConnect
            key={template.key}
            template={template}
            settings={settings}
            model={model}
            port={port}
            allowedPrivate={allowedPrivate}
            onAllowPrivate={(origin) => {
              void port.allowPrivate(origin);
              setAllowedPrivate(new Set([...allowedPrivate, origin]));
            }}
            onCopy={onCopy}
          />
          <TemplateTrial port={port} model={model} />
        </>
      )}
    </div>
  );
}
