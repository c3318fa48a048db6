import { LineHelp } from '@/components/call/line-help';
import type { PageModel } from '@/components/page-model';
import { MicrophoneStep } from '@/components/welcome/microphone-step';
import type { MicrophonePort } from '@/components/welcome/microphone-port';
import { setupSteps } from '@/components/welcome/setup-steps';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Logo } from '@/components/ui/logo';
import { NoticeLine } from '@/components/ui/notice-line';

export interface WelcomePageProps {
  model: PageModel;
  microphone: MicrophonePort;
  /** Opened only for the microphone, such as by Answer. */
  microphoneOnly: boolean;
  onClose: () => void;
}

/** Three steps from installed to calling; also the page that asks for the microphone alone. */
export function WelcomePage({ model, microphone, microphoneOnly, onClose }: WelcomePageProps) {
  const state = model.state.value;
  const steps = setupSteps(state);
  const done = steps.filter((step) => step.done).length;
  const waits =
    state?.calls.some(({ call }) => ['incoming', 'answering', 'preparing'].includes(call.phase)) ?? false;
  const goOn = () => void model.engine.microphoneReady().catch(() => undefined);
  const microphoneStep = (
    <MicrophoneStep state={state?.phone.microphone ?? 'unknown'} microphone={microphone} onGranted={goOn} />
  );
  if (microphoneOnly)
    return (
      <main class="welcome">
        <Logo size={48} />
        <h1>Your microphone</h1>
        {waits && (
          <Banner tone="warn" title="A call is waiting">
            It goes on as soon as the microphone is allowed.
          </Banner>
        )}
        {microphoneStep}
        {steps[0]!.done && <Button onClick={onClose}>Close this page</Button>}
      </main>
    );
  return (
    <main class="welcome">
      <Logo size={48} />
      <h1>Welcome to Switchhook</h1>
      <p class="welcome-intro">Three steps, and your CRM is a telephone.</p>
      <progress
        class="welcome-progress"
        max={steps.length}
        value={done}
        aria-label={`${done} of ${steps.length} steps done`}
      />
      <ol class="steps">
        {steps.map((step) => (
          <li
            key={step.name}
            class={step.done ? 'step step-done' : 'step'}
            aria-current={step.current ? 'step' : undefined}
          >
            <h2>
              <span class="step-mark" aria-hidden="true">
                {step.done ? <Icon name="check" size={18} /> : step.number}
              </span>
              {step.title}
              {step.done && <span class="visually-hidden"> (done)</span>}
            </h2>
            {step.name === 'microphone' && microphoneStep}
            {step.name === 'line' &&
              (step.done ? (
                <p class="hint" dir="ltr">
                  {state?.phone.address}
                </p>
              ) : (
                <>
                  <p>
                    Server, extension and password of your phone system. Your administrator has them, or a
                    settings file.
                  </p>
                  {state && state.phone.problem !== 'not-set-up' && (
                    <LineHelp
                      status={state.phone}
                      now={model.now}
                      onRetry={() => void model.run(model.engine.reconnect())}
                      onSettings={() => model.open('options', 'line')}
                    />
                  )}
                  <div class="row">
                    <Button
                      look={step.current ? 'main' : 'plain'}
                      icon="phone"
                      onClick={() => model.open('options', 'line')}
                    >
                      Set up the phone line
                    </Button>
                    <Button look="quiet" icon="upload" onClick={() => model.open('options', 'transfer')}>
                      I have a settings file
                    </Button>
                  </div>
                </>
              ))}
            {step.name === 'crm' &&
              (step.done ? (
                <p class="hint">
                  {state?.crm.user ? `Logged in as ${state.crm.user.name}` : 'No CRM: calls only'}
                </p>
              ) : (
                <>
                  <p>Sign in, and callers have names before you answer.</p>
                  <Button
                    look={step.current ? 'main' : 'plain'}
                    icon="people"
                    onClick={() => model.open('options', 'crm')}
                  >
                    Connect your CRM
                  </Button>
                </>
              ))}
          </li>
        ))}
      </ol>
      {done === steps.length && (
        <Banner tone="good" title="All set">
          Click a number on a page of your CRM, or the Switchhook symbol in the toolbar, to place your first
          call.
        </Banner>
      )}
      <NoticeLine notice={model.notice} />
    </main>
  );
}
