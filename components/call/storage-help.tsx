import { Banner } from '@/components/ui/banner';

/** Calls cannot be written to the disk: why, and what keeps them safe until they can. Nothing while all is well. */
export function StorageHelp({ problem }: { problem: string | null }) {
  if (!problem) return null;
  return (
    <Banner tone="problem" title="Your calls are not saved on this computer">
      {problem} Free some disk space, and keep the browser open until this message is gone.
    </Banner>
  );
}
