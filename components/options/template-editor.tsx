import { useMemo, useRef } from 'preact/hooks';
import { TemplateIssues } from '@/components/options/template-issues';
import { Button } from '@/components/ui/button';
import { openFile } from '@/utils/crm/template/workbench';

export interface TemplateEditorProps {
  xml: string;
  /** One with this key is installed: installing replaces it. */
  replaces: boolean;
  allowedPrivate: ReadonlySet<string>;
  onInput: (xml: string) => void;
  onInstall: (template: { key: string; name: string }) => void;
  onClose: () => void;
}

/** The file as text, its issues changing as it is edited, and the button that installs it. */
export function TemplateEditor({
  xml,
  replaces,
  allowedPrivate,
  onInput,
  onInstall,
  onClose,
}: TemplateEditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const opened = useMemo(
    () => openFile(new TextEncoder().encode(xml), { allowedPrivate }),
    [xml, allowedPrivate],
  );
  const goTo = (line: number) => {
    const start =
      xml
        .split('\n')
        .slice(0, line - 1)
        .join('\n').length + (line > 1 ? 1 : 0);
    const end = xml.indexOf('\n', start);
    area.current?.focus();
    area.current?.setSelectionRange(start, end < 0 ? xml.length : end);
  };
  return (
    <div class="template-editor">
      <p role="status">{opened.verdict}</p>
      {opened.kind !== '3cx' && <TemplateIssues issues={opened.issues} onLine={goTo} />}
      <label>
        <span class="visually-hidden">The template</span>
        <textarea
          ref={area}
          class="code"
          rows={14}
          spellcheck={false}
          wrap="off"
          value={xml}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      </label>
      <div class="row">
        <Button
          look="main"
          disabled={!opened.template}
          onClick={() =>
            opened.template && onInstall({ key: opened.template.key, name: opened.template.name })
          }
        >
          {replaces ? 'Replace the installed template' : 'Install this template'}
        </Button>
        <Button look="quiet" onClick={onClose}>
          Close without installing
        </Button>
      </div>
    </div>
  );
}
