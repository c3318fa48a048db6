import { useState } from 'preact/hooks';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';
import { cleanDialled, isDiallable } from '@/components/popup/dialled-text';

export interface TransferPanelProps {
  /** Where the call can go without asking: transfers at once. */
  onTransfer: (number: string) => void;
  /** Rings the other party first; this call waits. */
  onConsult: (number: string) => void;
  onClose: () => void;
}

/** Sends the caller on: at once, or after a word with whoever takes over. */
export function TransferPanel({ onTransfer, onConsult, onClose }: TransferPanelProps) {
  const [number, setNumber] = useState('');
  const ready = isDiallable(number);
  return (
    <form
      class="panel"
      aria-label="Transfer"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onConsult(number);
      }}
    >
      <TextField
        label="Transfer to"
        type="tel"
        placeholder="Extension or number"
        value={number}
        autofocus
        onInput={(text) => setNumber(cleanDialled(text))}
      />
      <div class="row">
        <Button type="submit" look="main" icon="phone" disabled={!ready}>
          Talk first
        </Button>
        <Button icon="transfer" disabled={!ready} onClick={() => onTransfer(number)}>
          Transfer now
        </Button>
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
