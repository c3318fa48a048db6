import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sha256 } from '@/utils/phone/sip/sha256';
import { createFakeMediaHost, fakeSdp, MEDIA_OPTIONS } from '../../support/fake-media-host';
import { seededRandom } from '../../support/random';
import { startSipClient, type SipHarness } from '../../support/sip-client-harness';
import { answerTo, headerOf, inDialog, incomingInvite, methodOf, statusOf } from '../../support/sip-messages';

const challenge = (algorithm: string | null, realm = 'pbx.test', header = 'WWW-Authenticate') =>
  `${header}: Digest realm="${realm}", nonce="n0nce", qop="auth"${algorithm ? `, algorithm=${algorithm}` : ''}`;

const isRegister = (message: string) => methodOf(message) === 'REGISTER';
const isProven = (message: string) => /^(Proxy-)?Authorization:/im.test(message);

function field(message: string, name: string): string {
  const header = headerOf(message, 'Authorization') ?? headerOf(message, 'Proxy-Authorization') ?? '';
  return new RegExp(`[ ,]${name}="?([^",]*)"?`).exec(header)?.[1] ?? '';
}

function digest(hash: 'md5' | 'sha256', message: string, method: string): string {
  const h = (text: string) => createHash(hash).update(text).digest('hex');
  const ha1 = h(`1001:${field(message, 'realm')}:correct horse`);
  const ha2 = h(`${method}:${field(message, 'uri')}`);
  return h(
    `${ha1}:${field(message, 'nonce')}:${field(message, 'nc')}:${field(message, 'cnonce')}:auth:${ha2}`,
  );
}

async function register(harness: SipHarness, challenges: string[]): Promise<string> {
  harness.port.register(300);
  const first = await harness.sent(isRegister);
  expect(isProven(first)).toBe(false);
  harness.socket.receive(answerTo(first, 401, challenges));
  return harness.sent((message) => isRegister(message) && message !== first);
}

async function registered(): Promise<SipHarness> {
  const harness = await startSipClient();
  const second = await register(harness, [challenge('MD5')]);
  harness.socket.receive(answerTo(second, 200, [`Contact: ${headerOf(second, 'Contact')}`]));
  expect(await harness.event('registered')).toMatchObject({ expires: 300 });
  return harness;
}

describe('SHA-256', () => {
  it('is the one of the standard, for text of every length', () => {
    const random = seededRandom(3);
    for (let length = 0; length < 200; length++) {
      const text = Array.from({ length }, () => String.fromCodePoint(32 + Math.floor(random() * 700))).join(
        '',
      );
      expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
    }
  });
});

describe('REGISTER', () => {
  it.each([
    ['MD5', [challenge('MD5')], 'md5'],
    ['no algorithm, which means MD5', [challenge(null)], 'md5'],
    ['SHA-256', [challenge('SHA-256')], 'sha256'],
    ['SHA-256 before MD5', [challenge('SHA-256'), challenge('MD5')], 'sha256'],
    ['SHA-256 after MD5', [challenge('MD5'), challenge('SHA-256')], 'sha256'],
    [
      'MD5 beside one nobody can answer',
      [challenge('MD5-sess'), challenge('MD5'), challenge('SHA-512-256')],
      'md5',
    ],
  ] as const)('answers %s', async (_, challenges, hash) => {
    const proven = await register(await startSipClient(), [...challenges]);
    expect(field(proven, 'response')).toBe(digest(hash, proven, 'REGISTER'));
  });

  it('says that the password is wrong instead of trying again', async () => {
    const harness = await startSipClient();
    const second = await register(harness, [challenge('MD5')]);
    harness.socket.receive(answerTo(second, 401, [challenge('MD5')]));
    expect(await harness.event('register-refused')).toMatchObject({ status: 401 });
    expect(harness.socket.sent.filter(isRegister)).toHaveLength(2);
  });

  it.each([
    ['MD5', 'md5'],
    ['SHA-256', 'sha256'],
  ] as const)(
    'proves the next one at once by %s, with the count of the nonce raised',
    async (algorithm, hash) => {
      const harness = await startSipClient();
      const second = await register(harness, [challenge(algorithm)]);
      harness.socket.receive(answerTo(second, 200, [`Contact: ${headerOf(second, 'Contact')}`]));
      await harness.event('registered');
      harness.port.register(300);
      const third = harness.socket.sent.filter(isRegister)[2]!;
      expect(field(third, 'nc')).toBe('00000002');
      expect(field(third, 'response')).toBe(digest(hash, third, 'REGISTER'));
      // The nonce is too old by now: asked once more, it answers with the new one.
      harness.socket.receive(answerTo(third, 401, [challenge(algorithm).replace('n0nce', 'newer')]));
      const fourth = harness.socket.sent.filter(isRegister)[3]!;
      expect([field(fourth, 'nonce'), field(fourth, 'nc')]).toEqual(['newer', '00000001']);
      expect(field(fourth, 'response')).toBe(digest(hash, fourth, 'REGISTER'));
      expect(harness.events.filter(({ type }) => type === 'register-proven')).toHaveLength(2);
    },
  );

  it('keeps its Call-ID, contact and instance, and raises CSeq', async () => {
    const harness = await registered();
    const [first] = harness.socket.sent.filter(isRegister);
    harness.port.register(300);
    const third = harness.socket.sent.filter(isRegister)[2]!;
    expect(headerOf(third, 'Call-ID')).toBe(headerOf(first!, 'Call-ID'));
    expect(headerOf(third, 'Contact')).toBe(headerOf(first!, 'Contact'));
    expect(headerOf(third, 'Contact')).toContain(
      '+sip.instance="<urn:uuid:0f4c2c6a-52e1-4f3b-9f5e-0123456789ab>"',
    );
    expect(Number.parseInt(headerOf(third, 'CSeq')!, 10)).toBe(3);
  });

  it.each([
    ['a time beyond all timers', 'expires=4294967', 4294967],
    ['no time', '', null],
    ['a time that is no number', 'expires=soon', null],
  ])('tells of %s and sends nothing by itself', async (_, parameter, expires) => {
    const harness = await startSipClient();
    harness.port.register(300);
    const first = await harness.sent(isRegister);
    const contact = headerOf(first, 'Contact')!.replace(/;expires=\d+/, parameter && `;${parameter}`);
    harness.socket.receive(answerTo(first, 200, [`Contact: ${contact}`]));
    expect(await harness.event('registered')).toMatchObject({ expires });
    expect(harness.socket.sent).toHaveLength(1);
  });

  it('takes a 200 without a binding for a refusal', async () => {
    const harness = await startSipClient();
    harness.port.register(300);
    harness.socket.receive(answerTo(await harness.sent(isRegister), 200));
    expect(await harness.event('register-refused')).toMatchObject({ status: 500 });
  });
});

describe('the first INVITE of a call', () => {
  async function invite(realm: string) {
    const harness = await registered();
    const media = await createFakeMediaHost().open('c', MEDIA_OPTIONS, () => undefined);
    harness.port.invite('c', '1002', media);
    const first = await harness.sent((message) => methodOf(message) === 'INVITE');
    harness.socket.receive(answerTo(first, 407, [challenge('MD5', realm, 'Proxy-Authenticate')]));
    return { harness, first };
  }

  it('is proven in the realm of the registrar', async () => {
    const { harness, first } = await invite('pbx.test');
    const second = await harness.sent((message) => methodOf(message) === 'INVITE' && message !== first);
    expect(field(second, 'response')).toBe(digest('md5', second, 'INVITE'));
  });

  it('is proven in no other realm', async () => {
    const { harness } = await invite('evil.test');
    expect(await harness.event('refused')).toMatchObject({ status: 407 });
    expect(harness.socket.sent.filter((message) => methodOf(message) === 'INVITE')).toHaveLength(1);
  });
});

describe('a hostile caller', () => {
  it.each([401, 407])(
    'gets no credentials for %i to BYE, re-INVITE, INFO, REFER, in any realm',
    async (status) => {
      for (const realm of ['pbx.test', 'evil.test', '']) {
        for (const method of ['BYE', 'INVITE', 'INFO', 'REFER']) {
          const harness = await registered();
          const before = harness.socket.sent.length;
          const media = await createFakeMediaHost().open('in-1', MEDIA_OPTIONS, () => undefined);
          const message = incomingInvite({ callId: `leak-${realm}-${method}` });
          harness.socket.receive(message);
          await harness.event('incoming');
          harness.port.accept('in-1', media);
          const ok = await harness.sent((each) => statusOf(each) === 200);
          harness.socket.receive(inDialog('ACK', message, ok, 1));
          if (method === 'BYE') harness.port.end('in-1');
          if (method === 'INVITE') harness.port.reinvite('in-1', { hold: true, iceRestart: false }, media);
          if (method === 'REFER') harness.port.refer('in-1', '1003');
          if (method === 'INFO') {
            media.sendDtmf = () => false;
            harness.port.sendDtmf('in-1', '5');
          }
          const ours = await harness.sent((each) => methodOf(each) === method);
          const name = status === 401 ? 'WWW-Authenticate' : 'Proxy-Authenticate';
          for (const algorithm of ['MD5', 'SHA-256', null])
            harness.socket.receive(answerTo(ours, status, [challenge(algorithm, realm, name)]));
          await new Promise((resolve) => setImmediate(resolve));
          expect(harness.socket.sent.slice(before).filter(isProven)).toEqual([]);
        }
      }
    },
  );
});

describe('the words on the wire', () => {
  it('hold no password', async () => {
    const harness = await registered();
    expect(harness.socket.sent.join('\n')).not.toContain('correct horse');
    expect(fakeSdp()).not.toContain('correct horse');
  });
});
