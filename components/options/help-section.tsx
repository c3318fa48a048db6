import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { BrowserFacts, HelpPort } from '@/components/options/help-port';
import { Section } from '@/components/options/section';
import type { PageModel } from '@/components/page-model';
import { Button } from '@/components/ui/button';
import { Switch } from '@/components/ui/switch';
import { callSoundWords, diagnosticsText, lineMomentWords } from '@/components/words/diagnostics-words';
import { formatWhen } from '@/components/words/duration';
import type { Diagnostics } from '@/utils/messaging/diagnostics';
import { displayNumber } from '@/utils/numbers/format';

export interface HelpSectionProps {
  model: PageModel;
  help: HelpPort;
  onDownload: (name: string, text: string) => void;
}

/** How often the page looks again while it is open. */
const LOOK_MS = 3_000;
/** Changes of the line in view; the file has all. */
const MOST_MOMENTS = 8;

/** What a helper asks first, in view and as a file: line, versions, permissions, devices, sound of the last calls. */
export function HelpSection({ model, help, onDownload }: HelpSectionProps) {
  const { engine, run, now } = model;
  const state = model.state.value;
  const [diagnostics, setDiagnostics] = useState<Diagnostics | null>(null);
  const [facts, setFacts] = useState<BrowserFacts | null>(null);
  const look = () => {
    engine.diagnostics().then(setDiagnostics, () => undefined);
    help.facts().then(setFacts, () => undefined);
  };
  useEffect(() => {
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  const record = (on: boolean) => void run(engine.setTrace(on)).then(look);
  const save = async () => {
    const report = await run(engine.diagnosticsReport());
    if (!report) return;
    const text = diagnosticsText(report, { facts: await help.facts(), state, now: now() });
    onDownload(`switchhook-report-${new Date(now()).toISOString().slice(0, 10)}.txt`, text);
  };
  const { until = null, messages = 0 } = diagnostics?.trace ?? {};
  return (
    <Section
      name="help"
      intro="When something does not work, this page tells whoever looks after your phones what they will ask."
    >
      <Part title="Phone line">
        {diagnostics?.line
          .slice(-MOST_MOMENTS)
          .toReversed()
          .map((moment) => (
            <li key={moment.at}>
              <span>{lineMomentWords(moment)}</span> <small>{formatWhen(moment.at, now())}</small>
            </li>
          ))}
      </Part>
      <Part title="Sound of your last calls">
        {diagnostics?.calls.map((call) => (
          <li key={call.id}>
            <span>
              <span dir="ltr">
                {displayNumber(call.number, state?.settings.country ?? 'US') || 'Number withheld'}
              </span>
              : {callSoundWords(call)}
            </span>{' '}
            <small>{formatWhen(call.startedAt, now())}</small>
          </li>
        ))}
      </Part>
      <Part title="Allowed by the browser">
        {facts?.permissions.map(([what, value]) => (
          <li key={what}>
            <span>{what}</span> <small>{value}</small>
          </li>
        ))}
      </Part>
      <Part title="Microphones and speakers">
        {facts &&
          [...new Set([...facts.microphones, ...facts.speakers])].map((name) => (
            <li key={name} dir="auto">
              {name}
            </li>
          ))}
      </Part>
      <Part title="Versions">
        {facts && [
          <li key="version">Switchhook {facts.version}</li>,
          <li key="browser" class="browser-words">
            {facts.browser}
          </li>,
        ]}
      </Part>
      <Switch
        label="Record the messages with the phone system"
        hint={
          until === null
            ? `For ten minutes, in memory only. Passwords, keys, names and typed digits are left out; numbers are shortened.${messages > 0 ? ` ${messages} messages are recorded.` : ''}`
            : `Recording until ${formatWhen(until, now())}: ${messages} messages so far. Do now what does not work, then save the report.`
        }
        checked={until !== null}
        onChange={record}
      />
      <div class="row">
        <Button look="main" icon="download" onClick={() => void save()}>
          Save report
        </Button>
      </div>
      <p class="hint">
        The report is a text file with what you see here. It holds no passwords, names or notes, and telephone
        numbers are shortened. It goes nowhere by itself: read it, then give it to whoever helps you.
      </p>
    </Section>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  const some = Array.isArray(children) ? children.length > 0 : Boolean(children);
  return (
    <section class="facts">
      <h3>{title}</h3>
      {some ? <ul>{children}</ul> : <p class="hint">Nothing yet.</p>}
    </section>
  );
}
