import { expect, it } from 'vitest';
import { withoutSources } from '@/utils/phone/sip/without-sources';
import { createFakeMediaHost, fakeSdp, MEDIA_OPTIONS, type FakeSession } from '../../support/fake-media-host';
import { startSipClient } from '../../support/sip-client-harness';
import { incomingInvite, statusOf } from '../../support/sip-messages';

const NAMED = `${fakeSdp()}a=ssrc:1272801947 cname:desk\r\na=ssrc-group:FID 1 2\r\n`;

it('sources named in a description are taken out, and nothing else', () => {
  expect(withoutSources(NAMED)).toBe(fakeSdp());
  expect(withoutSources(`${fakeSdp()}a=ssrc:1 cname:x`)).toBe(fakeSdp());
});

it('the browser is never told which source to play', async () => {
  const harness = await startSipClient();
  harness.socket.receive(incomingInvite({ callId: 'named', body: NAMED }));
  await harness.event('incoming');
  const media = (await createFakeMediaHost().open('in-1', MEDIA_OPTIONS, () => undefined)) as FakeSession;
  harness.port.accept('in-1', media);
  await harness.sent((message) => statusOf(message) === 200);
  expect(media.remote).toContain('a=fingerprint');
  expect(media.remote).not.toContain('a=ssrc');
});
