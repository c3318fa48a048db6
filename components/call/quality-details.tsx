import type { CallQuality } from '@/utils/phone/call';
import { qualityFigures } from '@/components/words/quality-words';

/** The figures of the sound, folded away: for whoever is asked about them. */
export function QualityDetails({ quality }: { quality: CallQuality }) {
  const figures = qualityFigures(quality);
  if (figures.length === 0) return null;
  return (
    <details class="quality-details">
      <summary>Sound in figures</summary>
      <dl>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
