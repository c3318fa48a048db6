/** What this file needs of the Storage Buckets API (WICG), which TypeScript does not know and only Chromium has. */
interface StorageBuckets {
  open(name: string, options: { persisted: boolean }): Promise<{ indexedDB: IDBFactory }>;
}

const BUCKET = 'switchhook-copy';

/**
 * Databases beside the extension's own, in a storage bucket: Chromium keeps each bucket in a LevelDB of its own. Killed while
 * it wrote half a record, Chromium goes on behind that half, finds the file damaged at the start after the next one, and empties
 * every database of the bucket; the other bucket it leaves alone. Null where there are no buckets: Firefox keeps its databases in
 * SQLite, which undoes half a record.
 */
export async function openCopyBucket(navigator: object): Promise<IDBFactory | null> {
  const { storageBuckets } = navigator as { storageBuckets?: StorageBuckets };
  try {
    return storageBuckets ? (await storageBuckets.open(BUCKET, { persisted: true })).indexedDB : null;
  } catch {
    // Without a copy everything still works; what is lost is only the second chance.
    return null;
  }
}
