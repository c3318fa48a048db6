import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { RecordRef } from '@/utils/crm/connector';
import { arrangeCalls } from '@/components/call/arrange-calls';
import { ConfirmCall } from '@/components/call/confirm-call';
import { historyVersion } from '@/components/history/history-version';
import { AttentionList } from '@/components/popup/attention-list';
import { callActions } from '@/components/call/call-actions';
import { CallStrip } from '@/components/popup/call-strip';
import { ColleagueList } from '@/components/popup/colleague-list';
import { DialPane } from '@/components/popup/dial-pane';
import { LineHeader } from '@/components/popup/line-header';
import { PageNumbers, type SiteView } from '@/components/popup/page-numbers';
import { PopupHelp } from '@/components/popup/popup-help';
import { RecentCalls } from '@/components/popup/recent-calls';
import { LoadingPage } from '@/components/ui/empty-state';
import { NoticeLine } from '@/components/ui/notice-line';
import { Tabs } from '@/components/ui/tabs';
import type { PageModel } from '@/components/page-model';
import { withExtension } from '@/utils/numbers/format';

/** The tab in front of the popup. */
export interface SitePort {
  view: ReadonlySignal<SiteView | null>;
  setOn(on: boolean): Promise<void>;
  /** Asks for access to the site, and finds numbers there from then on. Rejects in plain words. */
  allow(): Promise<void>;
  /** Forgets what the user said is no number on the site. */
  restore(): Promise<void>;
  show(key: string): Promise<void>;
}

export interface PopupPageProps {
  model: PageModel;
  site: SitePort;
  /** Puts text on the clipboard. */
  onCopy: (text: string) => void;
}

type TabName = 'dial' | 'recent' | 'team' | 'page' | 'attention';

/** The toolbar popup: line, call in progress, dialpad, last calls, this page, what needs attention. */
export function PopupPage({ model, site, onCopy }: PopupPageProps) {
  const state = model.state.value;
  const view = site.view.value;
  const [tab, setTab] = useState<TabName>('dial');
  const [lastNumber, setLastNumber] = useState('');
  useEffect(() => {
    // As on a desk phone, Call with an empty field brings back the number dialled last.
    model.engine.history({ text: '', limit: 20 }).then(
      (rows) =>
        setLastNumber((known) => {
          const last = rows.find((row) => row.direction === 'outbound');
          return known || (last ? withExtension(last.number, last.ext) : '');
        }),
      () => undefined,
    );
  }, []);
  if (!state) return <LoadingPage icon="phone" title="Starting the phone…" />;
  const { engine, run, open, now } = model;
  const { country, voicemailNumber } = state.settings;
  const dial = (number: string, record?: RecordRef) => {
    setLastNumber(number);
    void run(engine.dial({ number, record }));
  };
  const viewRecord = (record: RecordRef) => void run(engine.viewRecord(record));
  const { main, knocking, others } = arrangeCalls(state.calls);
  const going = [knocking, main, ...others].filter((card) => card !== null && card.call.phase !== 'ended');
  const talking = main?.call.phase === 'active' ? callActions(model, main.call.id) : undefined;
  const waits = state.outbox.attention + state.outbox.waiting;
  const tabs = [
    { name: 'dial' as const, label: 'Dial' },
    { name: 'recent' as const, label: 'Recent' },
    ...(state.colleagues.length > 0 ? [{ name: 'team' as const, label: 'Team' }] : []),
    ...(view ? [{ name: 'page' as const, label: 'This page', count: view.numbers.length }] : []),
    ...(waits || tab === 'attention'
      ? [{ name: 'attention' as const, label: 'Waiting', count: state.outbox.attention || waits }]
      : []),
  ];
  return (
    <main class="popup">
      <h1 class="visually-hidden">Switchhook</h1>
      <LineHeader
        status={state.phone}
        onDoNotDisturb={(on) => void run(engine.setDoNotDisturb(on))}
        onSettings={() => open('options')}
        onVoicemail={voicemailNumber ? () => dial(voicemailNumber) : undefined}
      />
      <div class="popup-notes">
        {state.confirmations.map((confirmation) => (
          <ConfirmCall
            key={confirmation.id}
            confirmation={confirmation}
            onAnswer={(yes) => void run(engine.confirmDial(confirmation.id, yes))}
          />
        ))}
        <PopupHelp
          state={state}
          model={model}
          attentionShown={tab === 'attention'}
          onAttention={() => setTab('attention')}
        />
      </div>
      {going.map((card) => (
        <CallStrip
          key={card!.call.id}
          card={card!}
          others={going.filter((other) => other !== card).map((other) => other!)}
          now={now}
          actions={callActions(model, card!.call.id)}
          onOpenWindow={() => open('call')}
        />
      ))}
      <Tabs label="Phone" tabs={tabs} active={tab} onSelect={setTab}>
        {tab === 'dial' && (
          <DialPane
            country={country}
            now={now}
            ready={state.phone.line === 'registered'}
            search={state.crm.canSearch ? engine.search : undefined}
            lastNumber={lastNumber}
            onDial={dial}
            onView={viewRecord}
          />
        )}
        {tab === 'recent' && (
          <RecentCalls
            country={country}
            now={now}
            version={historyVersion(state)}
            load={engine.history}
            crm={state.crm}
            onDial={dial}
            onView={viewRecord}
            onNote={(callId, note) => run(engine.setNote(callId, note))}
          />
        )}
        {tab === 'team' && (
          <ColleagueList
            colleagues={state.colleagues}
            ready={state.phone.line === 'registered'}
            inCall={talking !== undefined}
            canPickUp={state.settings.canPickUp}
            onCall={(number) => dial(number)}
            onPickUp={(number) => void run(engine.pickUp(number))}
            onTransfer={(number) => void talking?.transfer(number)}
            onAdd={(number) => void talking?.consult(number)}
          />
        )}
        {tab === 'page' && view && (
          <PageNumbers
            site={view}
            country={country}
            onSwitch={(on) => void run(site.setOn(on))}
            onDial={dial}
            onShow={(key) => void site.show(key)}
            onAllow={() => void run(site.allow())}
            onRestore={() => void run(site.restore())}
            onAddSite={() => open('options', 'pages')}
          />
        )}
        {tab === 'attention' && <AttentionList model={model} onCopy={onCopy} />}
      </Tabs>
      <NoticeLine notice={model.notice} />
    </main>
  );
}
