import { useEffect, useState } from 'preact/hooks';
import { sentenceOf } from '@/components/page-model';

const PAUSE_MS = 250;

/** What a search came to: what it found, or in a plain sentence why nobody could look. */
export type SearchAnswer<Found> = { found: Found[]; problem?: undefined } | { problem: string };

/**
 * What a search finds for a text, asked for once the user pauses.
 *
 * @param text empty: nothing is asked.
 * @returns null while the answer is not there yet.
 */
export function useSearch<Found>(
  search: ((text: string) => Promise<Found[]>) | undefined,
  text: string,
): SearchAnswer<Found> | null {
  const [answered, setAnswered] = useState<{ text: string; answer: SearchAnswer<Found> } | null>(null);
  useEffect(() => {
    if (!search || text === '') return;
    let wanted = true;
    const timer = setTimeout(() => {
      search(text).then(
        (found) => wanted && setAnswered({ text, answer: { found } }),
        (error: unknown) => wanted && setAnswered({ text, answer: { problem: sentenceOf(error) } }),
      );
    }, PAUSE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [text]);
  return answered?.text === text ? answered.answer : null;
}
