import { useEffect, useState } from 'preact/hooks';

const PAUSE_MS = 250;

/**
 * What a search finds for a text, asked for once the user pauses.
 *
 * @param text empty: nothing is asked.
 * @returns null while the answer is not there yet; nothing found where the search failed.
 */
export function useSearch<Found>(
  search: ((text: string) => Promise<Found[]>) | undefined,
  text: string,
): Found[] | null {
  const [found, setFound] = useState<{ text: string; results: Found[] } | null>(null);
  useEffect(() => {
    if (!search || text === '') return;
    let wanted = true;
    const timer = setTimeout(() => {
      search(text).then(
        (results) => wanted && setFound({ text, results }),
        () => wanted && setFound({ text, results: [] }),
      );
    }, PAUSE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [text]);
  return found?.text === text ? found.results : null;
}
