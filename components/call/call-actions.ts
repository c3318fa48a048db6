import type { RecordDraft, RecordKind, RecordRef } from '@/utils/crm/connector';
import type { PageModel } from '@/components/page-model';

/** What can be done with one call, bound to it. Failures become notices; nothing here rejects. */
export function callActions({ engine, run, open }: PageModel, callId: string) {
  return {
    answer: () => run(engine.answer(callId)),
    decline: () => run(engine.decline(callId)),
    hangUp: () => run(engine.hangUp(callId)),
    setMuted: (muted: boolean) => run(engine.setMuted(callId, muted)),
    setHeld: (held: boolean) => run(engine.setHeld(callId, held)),
    sendDtmf: (tones: string) => run(engine.sendDtmf(callId, tones)),
    transfer: (number: string) => run(engine.transfer(callId, number)),
    transferTo: (otherCallId: string) => run(engine.transferTo(callId, otherCallId)),
    conference: (otherCallId: string, on: boolean) => run(engine.conference(callId, otherCallId, on)),
    /** Holds this call and rings somebody else, for a transfer after a word or a conference. */
    consult: async (number: string) => {
      await run(engine.setHeld(callId, true));
      await run(engine.dial({ number }));
    },
    dismiss: () => run(engine.dismiss(callId)),
    callBack: () => run(engine.callBack(callId)),
    setNote: (note: string) => run(engine.setNote(callId, note)),
    setDisposition: (values: { result?: string; purpose?: string }) =>
      run(engine.setDisposition(callId, values)),
    pick: (record: RecordRef) => run(engine.pickRecord(callId, record)),
    view: (record: RecordRef) => run(engine.viewRecord(record)),
    /** Rejects: the form shows what the CRM said beside the field it means. */
    create: (kind: RecordKind, draft: RecordDraft) => engine.createRecord(callId, kind, draft),
    undoCreate: () => run(engine.undoCreate(callId)),
    openMicrophone: () => open('microphone'),
  };
}

export type CallActions = ReturnType<typeof callActions>;
