import type { CallMoment } from '@/utils/engine/call-desk';
import type { CallEntry, CrmConnector } from '@/utils/crm/connector';
import type { TemplateConnector } from '@/utils/crm/template/connector';
import type { CallCard } from '@/utils/messaging/app-state';

interface TicketDeps {
  connector: () => CrmConnector | null;
  /** The call as its log would say it now; null when nothing is to be logged. */
  entryOf: (callId: string) => Promise<CallEntry | null>;
  /** Writes the ticket's id down with the call. */
  keep: (callId: string, ticketId: string) => Promise<void>;
}

/**
 * Helpdesks want a ticket when a call rings, and the outcome on it when the call has ended. The call never waits for its
 * ticket: what goes wrong here is the helpdesk's loss alone, the call's log goes its own, durable way.
 */
export function createTickets(deps: TicketDeps) {
  const started = new Map<string, Promise<unknown>>();

  function helpdesk(): TemplateConnector | null {
    const connector = deps.connector();
    return connector?.abilities.tickets && 'startTicket' in connector
      ? (connector as TemplateConnector)
      : null;
  }

  async function start(callId: string, desk: TemplateConnector): Promise<void> {
    const entry = await deps.entryOf(callId);
    const ticketId = entry && (await desk.startTicket(entry));
    if (ticketId) await deps.keep(callId, ticketId);
  }

  async function end(callId: string, desk: TemplateConnector): Promise<void> {
    await started.get(callId);
    started.delete(callId);
    const entry = await deps.entryOf(callId);
    if (entry) await desk.endTicket(entry);
  }

  return {
    notice(moment: CallMoment, { call }: CallCard): void {
      const desk = helpdesk();
      if (!desk) return;
      if (moment === 'ringing')
        started.set(
          call.id,
          start(call.id, desk).catch(() => undefined),
        );
      if (moment === 'ended') void end(call.id, desk).catch(() => undefined);
    },
  };
}
