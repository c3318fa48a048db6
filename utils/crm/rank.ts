import type { CrmRecord, RecordRef } from '@/utils/crm/connector';

/** A record found by its number, and how surely (see `matchNumber`). */
export interface Candidate {
  record: CrmRecord;
  /** Smaller is surer. */
  sureness: number;
}

/** What else is known about the call. */
export interface RankContext {
  /** The record whose page the call was placed from. */
  placedFrom?: RecordRef;
  /** Modules in the order the user looks them up. */
  modules: readonly string[];
}

/**
 * The likeliest record first: the one the call was placed from, then surer numbers, open deals, the latest
 * activity, the order of modules, the name. Each record once.
 */
export function rank(candidates: readonly Candidate[], context: RankContext): CrmRecord[] {
  const best = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const name = `${candidate.record.module} ${candidate.record.id}`;
    const there = best.get(name);
    if (!there || candidate.sureness < there.sureness) best.set(name, candidate);
  }
  return [...best.values()].sort((a, b) => compare(a, b, context)).map((candidate) => candidate.record);
}

/** Whether two references name the same record. */
export function sameRecord(one: RecordRef | undefined, other: RecordRef | undefined): boolean {
  return one !== undefined && other !== undefined && one.module === other.module && one.id === other.id;
}

/** Puts the record a call was placed from first, the others as they are. */
export function placedFromFirst(records: readonly CrmRecord[], placedFrom?: RecordRef): CrmRecord[] {
  return [...records].sort((a, b) => Number(sameRecord(b, placedFrom)) - Number(sameRecord(a, placedFrom)));
}

function compare(a: Candidate, b: Candidate, { placedFrom, modules }: RankContext): number {
  const order = (record: CrmRecord) =>
    modules.includes(record.module) ? modules.indexOf(record.module) : 99;
  return (
    Number(sameRecord(b.record, placedFrom)) - Number(sameRecord(a.record, placedFrom)) ||
    a.sureness - b.sureness ||
    // Whether, not how many: a company has the deals of all its people, and a person is the likelier caller.
    Number((b.record.openDeals ?? 0) > 0) - Number((a.record.openDeals ?? 0) > 0) ||
    (b.record.lastActivityAt ?? 0) - (a.record.lastActivityAt ?? 0) ||
    order(a.record) - order(b.record) ||
    a.record.name.localeCompare(b.record.name)
  );
}
