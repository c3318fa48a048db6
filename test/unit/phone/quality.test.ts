import { describe, expect, it } from 'vitest';
import { onlyRelayed } from '@/utils/phone/media/ice-gathering';
import { type AudioCounters, judge, keepWorst, readCounters } from '@/utils/phone/media/quality';
import { piecesOf, renderTone } from '@/utils/phone/media/tones';

const START: AudioCounters = { at: 0, packetsIn: 100, lostIn: 0, packetsOut: 100, energyOut: 1 };
const later = (change: Partial<AudioCounters>): AudioCounters => ({
  at: 4000,
  packetsIn: 300,
  lostIn: 0,
  packetsOut: 300,
  energyOut: 1.5,
  jitterIn: 0.005,
  roundTrip: 0.04,
  lossOut: 0,
  ...change,
});
const TALKING = { held: false, muted: false };

describe('the verdict on a call', () => {
  it.each<[string, Partial<AudioCounters>, string]>([
    ['all is well', {}, 'good'],
    ['one packet in ten is lost', { packetsIn: 280, lostIn: 20 }, 'poor-network'],
    ['they lose one packet in ten', { lossOut: 0.1 }, 'poor-network'],
    ['packets come unevenly', { jitterIn: 0.08 }, 'poor-network'],
    ['the way is long', { roundTrip: 0.7 }, 'poor-network'],
    ['nothing arrives', { packetsIn: 100 }, 'no-audio-in'],
    ['the microphone gives nothing', { energyOut: 1 }, 'they-may-not-hear-you'],
    ['nothing leaves', { packetsOut: 100 }, 'they-may-not-hear-you'],
    ['they lose every other packet', { lossOut: 0.5 }, 'they-may-not-hear-you'],
  ])('when %s', (_, change, verdict) => {
    expect(judge(START, later(change), TALKING).verdict).toBe(verdict);
  });

  it('takes silence for right while the call is held, and an own silence while it is muted', () => {
    expect(judge(START, later({ packetsIn: 100 }), { held: true, muted: false }).verdict).toBe('good');
    expect(judge(START, later({ energyOut: 1 }), { held: false, muted: true }).verdict).toBe('good');
  });

  it('comes with its figures', () => {
    expect(judge(START, later({ packetsIn: 290, lostIn: 10, codec: 'opus' }), TALKING)).toMatchObject({
      lossIn: 0.05,
      jitterMs: 5,
      roundTripMs: 40,
      codec: 'opus',
    });
  });
});

describe('the sound of a whole call', () => {
  it('is as bad as its worst moment, with the newest figures', () => {
    const poor = keepWorst({ verdict: 'unknown' }, { verdict: 'poor-network', jitterMs: 90 });
    expect(poor).toEqual({ verdict: 'poor-network', worst: 'poor-network', jitterMs: 90 });
    expect(keepWorst(poor, { verdict: 'good', jitterMs: 4 })).toEqual({
      verdict: 'good',
      worst: 'poor-network',
      jitterMs: 4,
    });
    expect(keepWorst({ verdict: 'unknown' }, { verdict: 'good' }).worst).toBe('good');
  });
});

describe('the counters', () => {
  it('are read from a report, nonsense left out', () => {
    const report: [string, Record<string, unknown>][] = [
      ['1', { type: 'inbound-rtp', packetsReceived: 7, packetsLost: -2, jitter: 'much', codecId: 'c' }],
      ['2', { type: 'outbound-rtp', packetsSent: 9 }],
      ['3', { type: 'remote-inbound-rtp', roundTripTime: 0.1, fractionLost: 0.2 }],
      ['4', { type: 'media-source', totalAudioEnergy: 3 }],
      ['5', { type: 'codec', id: 'c', mimeType: 'audio/opus' }],
      ['6', { type: 'transport', packetsReceived: 1000 }],
    ];
    expect(readCounters(report, 5)).toEqual({
      at: 5,
      packetsIn: 7,
      lostIn: 0,
      packetsOut: 9,
      roundTrip: 0.1,
      lossOut: 0.2,
      energyOut: 3,
      codec: 'opus',
      jitterIn: undefined,
    });
  });
});

describe('addresses that must not be told', () => {
  it('are taken out of the description', () => {
    const sdp = onlyRelayed(
      [
        'a=candidate:1 1 udp 1 10.1.2.3 9 typ host',
        'a=candidate:2 1 udp 1 203.0.113.5 9 typ srflx raddr 10.1.2.3 rport 5',
        'a=candidate:3 1 udp 1 198.51.100.7 9 typ relay raddr 203.0.113.5 rport 77',
      ].join('\r\n'),
    );
    expect(sdp).toBe('a=candidate:3 1 udp 1 198.51.100.7 9 typ relay raddr 0.0.0.0 rport 9');
  });
});

describe('the tones', () => {
  it('are silent only when that was chosen', () => {
    expect(piecesOf('ring', { ringtone: 'silent' })).toBeNull();
    expect(piecesOf('waiting', { ringtone: 'silent' })).not.toBeNull();
    expect(piecesOf('none', { ringtone: 'classic' })).toBeNull();
  });

  it.each(['ring', 'waiting', 'ringback'] as const)('%s neither clicks nor clips', (tone) => {
    const samples = renderTone(piecesOf(tone, { ringtone: 'classic' })!, 8000);
    expect(Math.max(...samples.map(Math.abs))).toBeLessThan(0.5);
    expect(samples[0]).toBe(0);
    expect(Math.abs(samples.at(-1)!)).toBe(0);
  });
});
