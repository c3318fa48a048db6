import { useState } from 'preact/hooks';
import type { TemplatePort } from '@/components/options/template-port';
import { Button } from '@/components/ui/button';
import { FileButton } from '@/components/ui/file-button';
import type { InstalledTemplate } from '@/utils/crm/template/installed-templates';

export interface TemplatePickerProps {
  port: TemplatePort;
  installed: readonly InstalledTemplate[];
  /** The template in use. */
  current: string;
  onBuiltIn: (key: string) => void;
  onFile: (file: Blob) => void;
  onUse: (key: string) => void;
  onEdit: (template: InstalledTemplate) => void;
  onDownload: (template: InstalledTemplate) => void;
  onDelete: (template: InstalledTemplate) => void;
}

/** Templates that come with the product, those installed, and a place to drop a file. */
export function TemplatePicker(props: TemplatePickerProps) {
  const { port, installed, current, onBuiltIn, onFile } = props;
  const [over, setOver] = useState(false);
  const isInstalled = (key: string) => installed.some((template) => template.key === key);
  return (
    <>
      <div
        class={over ? 'options-drop' : undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const file = event.dataTransfer?.files[0];
          if (file) onFile(file);
        }}
      >
        <div class="drop">
          <p>Choose your CRM, or drop a template file here.</p>
          <div class="row">
            {port.builtIn
              .filter(({ key }) => !isInstalled(key))
              .map(({ key, name }) => (
                <Button key={key} onClick={() => onBuiltIn(key)}>
                  {name}
                </Button>
              ))}
          </div>
          <FileButton label="Choose a template file" accept=".xml,text/xml,application/xml" onFile={onFile} />
          <p class="hint">Templates of Yeastar phone systems fit as they are.</p>
        </div>
      </div>
      {installed.length > 0 && <Installed {...props} current={current} />}
    </>
  );
}

function Installed({ installed, current, onUse, onEdit, onDownload, onDelete }: TemplatePickerProps) {
  return (
    <ul class="templates" aria-label="Your templates">
      {installed.map((template) => (
        <li key={template.key}>
          <strong>{template.name}</strong>
          {template.key === current ? (
            <span class="hint">In use</span>
          ) : (
            <Button onClick={() => onUse(template.key)}>Use</Button>
          )}
          <Button look="quiet" label={`Edit ${template.name}`} onClick={() => onEdit(template)}>
            Edit
          </Button>
          <Button look="quiet" label={`Download ${template.name}`} onClick={() => onDownload(template)}>
            Download
          </Button>
          <Button
            look="danger-quiet"
            icon="trash"
            label={`Delete ${template.name}`}
            onClick={() => onDelete(template)}
          />
        </li>
      ))}
    </ul>
  );
}
