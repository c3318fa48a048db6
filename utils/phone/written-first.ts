import type { PhoneCommand } from '@/utils/phone/phone-state';

interface WrittenFirstDeps {
  /** Resolves when the call is written down; never rejects. */
  written: (callId: string) => Promise<void>;
  isLive: (callId: string) => boolean;
  perform: (command: PhoneCommand) => void;
}

/**
 * Holds back what tells the other side of a call for the first time until the call is written down: a crash may take a
 * call nobody heard of, but no other. What ended meanwhile is not told at all.
 */
export function writtenFirst({
  written,
  isLive,
  perform,
}: WrittenFirstDeps): (command: PhoneCommand) => void {
  async function tell(command: Extract<PhoneCommand, { type: 'ring' | 'accept' | 'invite' }>): Promise<void> {
    // In a turn of its own: the snapshot that shows the call to its writer is published at the end of this one.
    await Promise.resolve();
    await written(command.callId);
    if (isLive(command.callId)) perform(command);
  }

  return (command) => {
    if (command.type !== 'ring' && command.type !== 'accept' && command.type !== 'invite')
      return perform(command);
    void tell(command);
  };
}
