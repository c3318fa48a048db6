import { useEffect, useState } from 'preact/hooks';
import { DayChart } from '@/components/history/day-chart';
import { dayReport, startOfDay, type DayReport } from '@/components/history/day-report';
import { historyCsv } from '@/components/history/history-csv';
import { historyVersion } from '@/components/history/history-version';
import { readHistory } from '@/components/history/read-history';
import { Section } from '@/components/options/section';
import type { PageModel } from '@/components/page-model';
import { RecentCalls } from '@/components/popup/recent-calls';
import { Button } from '@/components/ui/button';
import { speakDuration } from '@/components/words/duration';

export interface HistorySectionProps {
  model: PageModel;
  onDownload: (name: string, text: string) => void;
}

/** Today in figures, and the last calls with search and export. */
export function HistorySection({ model, onDownload }: HistorySectionProps) {
  const { engine, run, now } = model;
  const state = model.state.value;
  const [report, setReport] = useState<DayReport | null>(null);
  const [hasCalls, setHasCalls] = useState(false);
  const version = state ? historyVersion(state) : '';
  useEffect(() => {
    let wanted = true;
    readHistory(engine.history, startOfDay(now())).then(
      (rows) => wanted && setReport(dayReport(rows, now())),
      () => undefined,
    );
    engine.history({ text: '', limit: 1 }).then(
      (rows) => wanted && setHasCalls(rows.length > 0),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [version]);
  const exportAll = async () => {
    const rows = await run(readHistory(engine.history));
    if (rows)
      onDownload(`switchhook-calls-${new Date(now()).toISOString().slice(0, 10)}.csv`, historyCsv(rows));
  };
  return (
    <Section name="history">
      {report && report.count > 0 && (
        <div class="report" role="group" aria-label="Today">
          <dl class="figures">
            <Figure label="Calls today" value={String(report.count)} />
            <Figure label="Answered" value={String(report.answered)} />
            <Figure label="Missed" value={String(report.missed)} />
            <Figure label="Not reached" value={String(report.notReached)} />
          </dl>
          <p class="hint">{speakDuration(report.talkSeconds)} of talk today</p>
          <DayChart hours={report.hours} />
        </div>
      )}
      {hasCalls && report?.count === 0 && <p class="hint">No calls today.</p>}
      {hasCalls && (
        <div class="row">
          <Button icon="download" onClick={() => void exportAll()}>
            Export as CSV
          </Button>
        </div>
      )}
      <RecentCalls
        country={state?.settings.country ?? 'US'}
        now={now}
        version={version}
        load={engine.history}
        crm={state?.crm ?? { name: '', takesChanges: true }}
        onDial={(number, record) => void run(engine.dial({ number, record }))}
        onView={(record) => void run(engine.viewRecord(record))}
        onNote={(callId, note) => run(engine.setNote(callId, note))}
      />
    </Section>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
