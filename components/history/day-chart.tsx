import type { ReportHour } from '@/components/history/day-report';

const [BAR, GAP, HEIGHT] = [18, 8, 72];

/** Calls by hour, answered below, missed above; a table says the same to those who do not see it. */
export function DayChart({ hours }: { hours: readonly ReportHour[] }) {
  const most = Math.max(1, ...hours.map(({ answered, missed }) => answered + missed));
  const width = hours.length * (BAR + GAP);
  const scale = (count: number) => (count / most) * HEIGHT;
  return (
    <figure class="chart">
      <svg viewBox={`0 0 ${width} ${HEIGHT + 18}`} width={width} height={HEIGHT + 18} aria-hidden="true">
        {hours.map(({ hour, answered, missed }, index) => (
          <g key={hour} transform={`translate(${index * (BAR + GAP) + GAP / 2} 0)`}>
            <rect
              class="chart-answered"
              y={HEIGHT - scale(answered)}
              width={BAR}
              height={scale(answered)}
              rx="2"
            />
            <rect
              class="chart-missed"
              y={HEIGHT - scale(answered + missed)}
              width={BAR}
              height={scale(missed)}
              rx="2"
            />
            <text x={BAR / 2} y={HEIGHT + 13} text-anchor="middle">
              {hour}
            </text>
          </g>
        ))}
      </svg>
      <figcaption class="hint">
        <span class="key chart-key-answered" /> answered <span class="key chart-key-missed" /> not answered,
        by hour
      </figcaption>
      <table class="visually-hidden">
        <caption>Calls by hour</caption>
        <tbody>
          {hours.map(({ hour, answered, missed }) => (
            <tr key={hour}>
              <th scope="row">{hour}:00</th>
              <td>{answered} answered</td>
              <td>{missed} not answered</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
