import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/**
 * A module that nothing on the first picture needs. The hook returned loads it once, after its component was drawn, and gives
 * null until it is there.
 */
export function createLater<Module>(load: () => Promise<Module>): () => Module | null {
  const loaded = signal<Module | null>(null);
  let begun = false;
  return () => {
    useEffect(() => {
      if (begun) return;
      begun = true;
      load().then(
        (module) => (loaded.value = module),
        // The extension was updated meanwhile: what is shown stays as it is.
        () => undefined,
      );
    }, []);
    return loaded.value;
  };
}
