import { Button } from '@/components/ui/button';

/** Text that users carry elsewhere, with a button that puts it on the clipboard. */
export function CopyLine({
  label,
  text,
  onCopy,
}: {
  label: string;
  text: string;
  onCopy: (text: string) => void;
}) {
  return (
    <div class="copy-line">
      <span class="copy-label">{label}</span>
      <code>{text}</code>
      <Button icon="copy" label={`Copy: ${label}`} onClick={() => onCopy(text)}>
        Copy
      </Button>
    </div>
  );
}
