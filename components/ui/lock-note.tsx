import { Icon } from '@/components/ui/icon';

/** Says that the organisation has fixed a value. */
export function LockNote({ id }: { id?: string }) {
  return (
    <p class="hint lock" id={id}>
      <Icon name="lock" size={14} />
      Set by your organisation
    </p>
  );
}
