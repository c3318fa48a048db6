import type { CDPSession } from 'playwright-core';

interface WorkerVersion {
  readonly versionId: string;
  readonly scriptURL: string;
  readonly runningStatus: 'stopped' | 'starting' | 'running' | 'stopping';
}

/**
 * Stops an extension's service worker and waits until it has stopped, also when it starts again in the next instant. False
 * when it had stopped by itself before. Ends the session.
 */
export async function stopWorker(session: CDPSession, extensionId: string): Promise<boolean> {
  let asked = false;
  const outcome = new Promise<boolean>((resolve, reject) => {
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }: { versions: WorkerVersion[] }) => {
      const ours = versions.find(({ scriptURL }) => scriptURL.includes(extensionId));
      if (!ours) return;
      if (ours.runningStatus === 'stopped') resolve(asked);
      if (ours.runningStatus !== 'running' || asked) return;
      asked = true;
      session.send('ServiceWorker.stopWorker', { versionId: ours.versionId }).catch(reject);
    });
  });
  await session.send('ServiceWorker.enable');
  const stopped = await outcome;
  await session.detach();
  return stopped;
}
