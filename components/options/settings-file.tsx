import type { ComponentChildren, RefObject } from 'preact';
import { useState } from 'preact/hooks';

export interface SettingsFileProps {
  /** The hidden file field, so that a button elsewhere can open its dialog. */
  picker: RefObject<HTMLInputElement | null>;
  onFile: (file: File) => void;
  children: ComponentChildren;
}

/** Takes a settings file that is dropped anywhere on the page, or chosen in the browser's dialog. */
export function SettingsFile({ picker, onFile, children }: SettingsFileProps) {
  const [over, setOver] = useState(false);
  const read = (file: File | undefined) => {
    if (file) onFile(file);
    if (picker.current) picker.current.value = '';
  };
  /** Files dropped on a part that takes files itself are none of ours. */
  const carriesFile = (event: DragEvent) =>
    !event.defaultPrevented && (event.dataTransfer?.types.includes('Files') ?? false);
  return (
    <div
      class={over ? 'options options-drop' : 'options'}
      onDragOver={(event) => {
        if (!carriesFile(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => event.currentTarget === event.target && setOver(false)}
      onDrop={(event) => {
        if (!carriesFile(event)) return;
        event.preventDefault();
        setOver(false);
        read(event.dataTransfer?.files[0]);
      }}
    >
      <input
        ref={picker}
        class="visually-hidden"
        type="file"
        accept=".json,application/json"
        tabIndex={-1}
        aria-label="Settings file"
        onChange={(event) => read(event.currentTarget.files?.[0])}
      />
      {children}
    </div>
  );
}
