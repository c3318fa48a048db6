import { useState } from 'preact/hooks';
import type { TemplatePort } from '@/components/options/template-port';
import type { PageModel } from '@/components/page-model';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';
import type { CrmRecord } from '@/utils/crm/connector';
import type { Trial, TriedStep } from '@/utils/crm/template/workbench';

/** One number asked at the real CRM: request, answer and contact side by side. */
export function TemplateTrial({ port, model }: { port: TemplatePort; model: PageModel }) {
  const [number, setNumber] = useState('');
  const [busy, setBusy] = useState(false);
  const [trial, setTrial] = useState<Trial | null>(null);
  const run = async () => {
    setBusy(true);
    setTrial((await model.run(port.tryNumber(number))) ?? null);
    setBusy(false);
  };
  return (
    <form
      class="way template-trial"
      onSubmit={(event) => {
        event.preventDefault();
        if (number.trim() !== '' && !busy) void run();
      }}
    >
      <h3>Try a number</h3>
      <div class="with-action">
        <TextField
          label="A number in your CRM"
          type="tel"
          value={number}
          onInput={setNumber}
          hint="It is looked up; nothing is written."
        />
        <Button type="submit" disabled={number.trim() === '' || busy}>
          {busy ? 'Asking…' : 'Look it up'}
        </Button>
      </div>
      {trial && (
        <div class="trial" role="status">
          {trial.problem !== '' && <p class="error">{trial.problem}</p>}
          {trial.problem === '' && trial.contacts.length === 0 && (
            <p>The CRM answered, and knows nobody with this number.</p>
          )}
          {trial.contacts.map((contact) => (
            <FoundContact key={`${contact.module} ${contact.id}`} contact={contact} />
          ))}
          {trial.steps.map((step, i) => (
            <Step key={i} step={step} />
          ))}
        </div>
      )}
    </form>
  );
}

function FoundContact({ contact }: { contact: CrmRecord }) {
  const rows: [string, string | undefined][] = [
    ['Kind', contact.kindLabel],
    ['Name', contact.name],
    ['Company', contact.company],
    ['E-mail', contact.email],
    ...contact.phones.map(({ label, number }) => [label, number] as [string, string]),
    ['Page', contact.url],
    ['Id', contact.id],
  ];
  return (
    <table class="stored" aria-label={`Contact ${contact.name}`}>
      <tbody>
        {rows
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td dir="auto">{value}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

function Step({ step: { step, request, answer, problem } }: { step: TriedStep }) {
  return (
    <details class="advanced">
      <summary>
        {step}: {answer ? answer.status : 'no answer'}
      </summary>
      <div class="exchange">
        <pre dir="ltr">
          {[`${request.method} ${request.url}`, ...request.headers, '', request.body].join('\n').trim()}
        </pre>
        <pre dir="ltr">{answer ? `${answer.body}${answer.isCut ? '\n…' : ''}` : problem}</pre>
      </div>
    </details>
  );
}
