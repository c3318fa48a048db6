import type { ReportHour } from '@/components/history/day-report';

const [BAR, STEP, CALLS, TALK, GAP] = [26, 46, 64, 32, 24];
/** Where the words under both rows of bars stand. */
const [HOURS_AT, HEIGHT] = [CALLS + 30, CALLS + GAP + TALK + 28];

/** Calls and minutes of talk by hour; a table says the same to those who do not see it. */
export function DayChart({ hours }: { hours: readonly ReportHour[] }) {
  const most = Math.max(1, ...hours.map(({ answered, missed }) => answered + missed));
  const longest = Math.max(60, ...hours.map(({ talkSeconds }) => talkSeconds));
  const width = hours.length * STEP;
  const tall = (count: number) => (count / most) * CALLS;
  return (
    <figure class="chart">
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} width={width} height={HEIGHT} aria-hidden="true">
        {hours.map(({ hour, answered, missed, talkSeconds }, index) => {
          const top = 14 + CALLS - tall(answered + missed);
          const talk = (talkSeconds / longest) * TALK;
          return (
            <g key={hour} transform={`translate(${index * STEP + (STEP - BAR) / 2} 0)`}>
              <rect class="chart-base" y={14 + CALLS} width={BAR} height="1" />
              <rect class="chart-missed" y={top} width={BAR} height={tall(missed)} />
              <rect class="chart-answered" y={top + tall(missed)} width={BAR} height={tall(answered)} />
              {answered + missed > 0 && (
                <text x={BAR / 2} y={top - 3} text-anchor="middle">
                  {answered + missed}
                </text>
              )}
              <text x={BAR / 2} y={HOURS_AT} text-anchor="middle">
                {hour}
              </text>
              <rect class="chart-talk" y={HOURS_AT + 8} width={BAR} height={talk} />
              {talkSeconds > 0 && (
                <text x={BAR / 2} y={HOURS_AT + 19 + talk} text-anchor="middle">
                  {Math.ceil(talkSeconds / 60)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <figcaption class="hint">
        <span class="key chart-key-answered" /> answered <span class="key chart-key-missed" /> not answered{' '}
        <span class="key chart-key-talk" /> minutes of talk, by hour
      </figcaption>
      <div class="visually-hidden">
        <table>
          <caption>Calls by hour</caption>
          <tbody>
            {hours.map(({ hour, answered, missed, talkSeconds }) => (
              <tr key={hour}>
                <th scope="row">{hour}:00</th>
                <td>{answered} answered</td>
                <td>{missed} not answered</td>
                <td>{Math.ceil(talkSeconds / 60)} minutes of talk</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
