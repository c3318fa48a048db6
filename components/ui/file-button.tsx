import { useRef } from 'preact/hooks';
import { Button } from '@/components/ui/button';

export interface FileButtonProps {
  /** What the button says, and what the hidden field is called. */
  label: string;
  /** As in the HTML attribute: `.xml,text/xml`. */
  accept: string;
  onFile: (file: File) => void;
}

/** The browser's file dialog behind a button that looks like all others. */
export function FileButton({ label, accept, onFile }: FileButtonProps) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon="upload" onClick={() => field.current?.click()}>
        {label}
      </Button>
      <input
        ref={field}
        class="visually-hidden"
        type="file"
        accept={accept}
        tabIndex={-1}
        aria-label={label}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) onFile(file);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
