import type { CallQuality, QualityVerdict } from '@/utils/phone/call';

/** Counters of one moment, from `getStats()`. Missing where the browser has none. */
export interface AudioCounters {
  /** Epoch milliseconds. */
  at: number;
  packetsIn: number;
  lostIn: number;
  packetsOut: number;
  /** Sum of the sound's energy the microphone gave. */
  energyOut?: number;
  /** Seconds. */
  jitterIn?: number;
  /** Seconds, from the far end's reports. */
  roundTrip?: number;
  /** 0…1, as the far end reports it. */
  lossOut?: number;
  codec?: string;
}

/** What should be heard now. */
export interface Expectation {
  /** We or they hold, so silence is right. */
  held: boolean;
  muted: boolean;
}

const POOR_LOSS = 0.05;
const POOR_JITTER_MS = 60;
const POOR_ROUND_TRIP_MS = 500;
const DEAF_LOSS = 0.3;

/** Reads the counters of a report of `getStats()`. */
export function readCounters(stats: Iterable<[string, Record<string, unknown>]>, at: number): AudioCounters {
  const counters: AudioCounters = { at, packetsIn: 0, lostIn: 0, packetsOut: 0 };
  const codecs = new Map<unknown, string>();
  let codecId: unknown;
  const number = (value: unknown) =>
    typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  for (const [, entry] of stats) {
    switch (entry.type) {
      case 'inbound-rtp':
        counters.packetsIn += number(entry.packetsReceived) ?? 0;
        counters.lostIn += Math.max(0, number(entry.packetsLost) ?? 0);
        counters.jitterIn = number(entry.jitter) ?? counters.jitterIn;
        codecId = entry.codecId ?? codecId;
        break;
      case 'outbound-rtp':
        counters.packetsOut += number(entry.packetsSent) ?? 0;
        codecId ??= entry.codecId;
        break;
      case 'remote-inbound-rtp':
        counters.roundTrip = number(entry.roundTripTime) ?? counters.roundTrip;
        counters.lossOut = number(entry.fractionLost) ?? counters.lossOut;
        break;
      case 'media-source':
        counters.energyOut = number(entry.totalAudioEnergy) ?? counters.energyOut;
        break;
      case 'codec':
        codecs.set(entry.id, String(entry.mimeType ?? '').replace(/^audio\//i, ''));
        break;
      default:
    }
  }
  const codec = codecs.get(codecId);
  return codec ? { ...counters, codec } : counters;
}

/** What two moments of one call tell. A verdict needs some seconds between them. */
export function judge(before: AudioCounters, now: AudioCounters, expects: Expectation): CallQuality {
  const received = Math.max(0, now.packetsIn - before.packetsIn);
  const lost = Math.max(0, now.lostIn - before.lostIn);
  const lossIn = received + lost > 0 ? lost / (received + lost) : undefined;
  const quality: CallQuality = {
    verdict: 'good',
    ...(lossIn === undefined ? {} : { lossIn: round(lossIn) }),
    ...(now.lossOut === undefined ? {} : { lossOut: round(now.lossOut) }),
    ...(now.jitterIn === undefined ? {} : { jitterMs: Math.round(now.jitterIn * 1000) }),
    ...(now.roundTrip === undefined ? {} : { roundTripMs: Math.round(now.roundTrip * 1000) }),
    ...(now.codec ? { codec: now.codec } : {}),
  };
  return { ...quality, verdict: verdictOf(quality, received, before, now, expects) };
}

function verdictOf(
  quality: CallQuality,
  received: number,
  before: AudioCounters,
  now: AudioCounters,
  { held, muted }: Expectation,
): QualityVerdict {
  if (!held && received === 0) return 'no-audio-in';
  const sent = now.packetsOut - before.packetsOut;
  const silentMicrophone =
    now.energyOut !== undefined && before.energyOut !== undefined && now.energyOut - before.energyOut === 0;
  if (!held && !muted && (sent <= 0 || silentMicrophone || (quality.lossOut ?? 0) >= DEAF_LOSS))
    return 'they-may-not-hear-you';
  const poor =
    (quality.lossIn ?? 0) >= POOR_LOSS ||
    (quality.lossOut ?? 0) >= POOR_LOSS ||
    (quality.jitterMs ?? 0) >= POOR_JITTER_MS ||
    (quality.roundTripMs ?? 0) >= POOR_ROUND_TRIP_MS;
  return poor ? 'poor-network' : 'good';
}

const FROM_BEST: readonly QualityVerdict[] = [
  'unknown',
  'good',
  'poor-network',
  'they-may-not-hear-you',
  'no-audio-in',
];

/** The newest figures, with the worst verdict of the call kept: a bad minute must not be forgotten for a good last one. */
export function keepWorst(before: CallQuality, now: CallQuality): CallQuality {
  const rank = (verdict: QualityVerdict = 'unknown') => FROM_BEST.indexOf(verdict);
  const worst = before.worst ?? before.verdict;
  return { ...now, worst: rank(worst) > rank(now.verdict) ? worst : now.verdict };
}

const round = (share: number) => Math.round(share * 1000) / 1000;
