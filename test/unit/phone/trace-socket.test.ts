import { expect, it } from 'vitest';
import { createSipTrace } from '@/utils/phone/sip/sip-trace';
import { traceSocket } from '@/utils/phone/sip/trace-socket';
import { createFakeSockets } from '../../support/fake-socket';

it('a traced socket carries everything, and is recorded only while somebody asked for it', () => {
  const { openSocket, sockets } = createFakeSockets();
  const trace = createSipTrace(() => 1);
  const socket = traceSocket(openSocket, trace)('wss://pbx.test/ws');
  const received: unknown[] = [];
  socket.addEventListener('message', ({ data }) => received.push(data));
  socket.send('OPTIONS sip:a SIP/2.0');
  expect(trace.entries()).toEqual([]);
  trace.start();
  socket.send('REGISTER sip:a SIP/2.0\r\nAuthorization: Digest response="5ecre7"\r\n\r\n');
  sockets[0]!.receive('SIP/2.0 200 OK\r\n\r\n');
  sockets[0]!.receive('\r\n');
  expect(sockets[0]!.sent).toHaveLength(2);
  expect(sockets[0]!.sent[1]).toContain('5ecre7');
  expect(received).toHaveLength(2);
  expect(trace.entries()).toEqual([
    { at: 1, direction: 'sent', text: 'REGISTER sip:a SIP/2.0\nAuthorization: (left out)' },
    { at: 1, direction: 'received', text: 'SIP/2.0 200 OK' },
  ]);
});
