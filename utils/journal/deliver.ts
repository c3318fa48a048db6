import type { CrmRecord } from '@/utils/crm/connector';
import { CrmError } from '@/utils/crm/crm-error';
import type { DeliveryConnector } from '@/utils/journal/delivery-connector';
import type { OutboxRow } from '@/utils/journal/journal-row';
import { acknowledged, failed, notThere } from '@/utils/journal/outbox';

/** What delivering one row needs. */
export interface DeliveryOptions {
  connector: DeliveryConnector;
  /** Writes the row to disk before the next step. */
  keep: (row: OutboxRow) => Promise<void>;
  now: () => number;
  /** In [0, 1). */
  random: () => number;
}

/** The row after the try, and what went wrong, if anything. */
export interface Delivered {
  row: OutboxRow;
  error?: CrmError;
}

/**
 * One row, step by step: record first where one is to be created, then the log. A step that was perhaps done already is
 * looked up before it is repeated; a step that succeeded is written down before the next begins.
 *
 * @param doubtful the row may have been sent before.
 */
export async function deliver(
  options: DeliveryOptions,
  start: OutboxRow,
  doubtful: boolean,
): Promise<Delivered> {
  let row = start;
  let asking = false;
  const ask = async <T>(question: () => Promise<T>): Promise<T> => {
    asking = true;
    const answer = await question();
    asking = false;
    return answer;
  };
  try {
    if (row.step === 'change') return { row: await changeLog(options, row) };
    if (row.job.create && !row.job.created) {
      const created = await createOnce(options, row, doubtful && row.step === 'create', ask);
      if ('waits' in created) return { row: created.waits };
      row = created.row;
      await options.keep(row);
    }
    const { dedupe } = options.connector.abilities;
    const sharedOnly = row.shared === true && dedupe === 'search' && !doubtful;
    if (sharedOnly || (doubtful && start.step === 'log')) {
      const { key, startedAt } = row.job.entry;
      const remoteId = await ask(() => options.connector.findLoggedCall(key, startedAt));
      if (remoteId) return { row: acknowledged(row, await ours(options, row, remoteId), options.now()) };
      // Asked anew: the search may have been what taught the connector that its CRM has the unique field.
      if (!sharedOnly) row = notThere(row, options.connector.abilities.dedupe, options.now());
      if (row.state === 'unknown') return { row };
    }
    row = await recognised(options, row);
    return { row: acknowledged(row, await options.connector.logCall(row.job.entry), options.now()) };
  } catch (error) {
    // Anything else comes from the disk: the row stays leased, and will be looked up.
    if (!(error instanceof CrmError)) throw error;
    const lighter =
      (asking && row.step === 'log') || row.step === 'change' ? null : withoutRefusedPart(row, error);
    if (lighter) {
      await options.keep(lighter);
      return deliver(options, lighter, false);
    }
    const context = { now: options.now(), random: options.random(), asking: asking && doubtful };
    return { row: failed(row, error, context), error };
  }
}

/** The log found under a shared call's key: another phone's "missed" gives way to our answered call. */
async function ours({ connector }: DeliveryOptions, row: OutboxRow, id: string): Promise<string> {
  return row.shared && row.job.entry.outcome === 'answered' ? connector.replaceMissed(id, row.job.entry) : id;
}

/**
 * Asks whose number this is where nobody could during the call. The log matters more than its link: it goes without one
 * when the CRM does not answer, and when several records have the number.
 */
async function recognised({ connector, keep }: DeliveryOptions, row: OutboxRow): Promise<OutboxRow> {
  const { recognise, ...job } = row.job;
  if (!recognise) return row;
  if (job.entry.record) return { ...row, job };
  try {
    const [only, ...others] = await connector.findByNumber(job.entry.number);
    const found = others.length === 0 ? only : undefined;
    const record = found && { module: found.module, id: found.id };
    const known: OutboxRow = { ...row, job: { ...job, found, entry: { ...job.entry, record } } };
    await keep(known);
    return known;
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    return row;
  }
}

/** Brings a log up to date. A repeat says the same again, so nothing need be looked up. */
async function changeLog({ connector, now }: DeliveryOptions, row: OutboxRow): Promise<OutboxRow> {
  const id = row.remoteId ?? '';
  if (await connector.changeCall(id, row.job.entry))
    return { ...acknowledged(row, id, now()), message: undefined };
  const message = 'This CRM takes no changes of a log. What was added later is kept in this browser.';
  return { ...acknowledged(row, id, now()), message };
}

/** The record for an unknown caller: found if anybody made it meanwhile, else created. Never twice for one number. */
async function createOnce(
  { connector, now }: DeliveryOptions,
  row: OutboxRow,
  doubtful: boolean,
  ask: <T>(question: () => Promise<T>) => Promise<T>,
): Promise<{ row: OutboxRow } | { waits: OutboxRow }> {
  const [there, ...others] = await ask(() => connector.findByNumber(row.job.entry.number));
  // Nobody could choose among several: none of them is linked, and none is made.
  if (row.job.recognise && !doubtful && others.length > 0) return { row: withoutCreate(row) };
  if (!there && doubtful) {
    const looked = notThere(row, 'search', now());
    if (looked.state === 'unknown') return { waits: looked };
  }
  // The try we lost track of may have been repeated by the browser itself.
  if (there && doubtful) await connector.removeTwins(there, row.job.create!.draft);
  return { row: withRecord(row, there ?? (await create(connector, row))) };
}

async function create(connector: DeliveryConnector, row: OutboxRow): Promise<CrmRecord | null> {
  const { kind, draft } = row.job.create!;
  try {
    return await connector.create(kind, draft);
  } catch (error) {
    if (error instanceof CrmError && error.kind === 'duplicate' && error.existing?.module)
      return connector.get(error.existing);
    throw error;
  }
}

/** From here on a failed log resumes with the same record. */
function withRecord(row: OutboxRow, created: CrmRecord | null): OutboxRow {
  if (!created) return withoutCreate(row);
  const record = { module: created.module, id: created.id };
  return {
    ...row,
    step: 'log',
    misses: 0,
    attempts: 0,
    job: { ...row.job, created, entry: { ...row.job.entry, record } },
  };
}

function withoutCreate(row: OutboxRow): OutboxRow {
  return { ...row, step: 'log', misses: 0, job: { entry: row.job.entry } };
}

/**
 * The same log without the part the CRM refuses for good: a record that may not be created, or a link to one that is
 * gone. The log itself matters more, and says what happened. Null where the refusal is about the log.
 */
function withoutRefusedPart(row: OutboxRow, error: CrmError): OutboxRow | null {
  const { entry } = row.job;
  if (error.kind !== 'rejected' && error.kind !== 'forbidden') return null;
  if (row.step === 'create' && row.job.create)
    return noted(
      withoutCreate(row),
      `No record was created for this number: ${error.detail || error.message}`,
    );
  const aboutLink = /^(Who_Id|What_Id|\$se_module)$/.test(error.field ?? '');
  if (error.kind !== 'rejected' || !aboutLink || !entry.record) return null;
  const { record, ...rest } = entry;
  return noted(
    { ...row, job: { ...row.job, entry: rest } },
    `The record this call belonged to is gone (${record.module} ${record.id}).`,
  );
}

function noted(row: OutboxRow, line: string): OutboxRow {
  const { entry } = row.job;
  // A description that is the template's own must stay empty.
  const said = entry.description
    ? { description: `${entry.description}\n\n${line}` }
    : { remarks: [entry.remarks, line].filter(Boolean).join('\n') };
  return { ...row, message: line, job: { ...row.job, entry: { ...entry, ...said } } };
}
