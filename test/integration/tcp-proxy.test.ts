import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTcpProxy, type TcpProxy } from '../sandbox/network/tcp-proxy.ts';

describe('a stretch of bad network', () => {
  const server = createServer((socket) => socket.on('error', () => socket.destroy()).pipe(socket));
  let proxy: TcpProxy;
  let client: Socket;

  beforeEach(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    proxy = await startTcpProxy({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });
    client = connect(proxy.port, '127.0.0.1');
    await once(client, 'connect');
  });
  afterEach(async () => {
    client.destroy();
    await proxy.stop();
    server.close();
  });
  const echo = async (text: string) => {
    client.write(text);
    const [answer] = (await once(client, 'data')) as [Buffer];
    return answer.toString();
  };

  it('keeps what is said while frozen and tells nobody', async () => {
    expect(await echo('before')).toBe('before');
    proxy.freeze();
    client.write('meanwhile');
    const other = connect(proxy.port, '127.0.0.1');
    await once(other, 'connect');
    expect(client.readyState).toBe('open');
    expect(client.bytesRead).toBe('before'.length);
    other.destroy();
    proxy.thaw();
    const [answer] = (await once(client, 'data')) as [Buffer];
    expect(answer.toString()).toBe('meanwhile');
  });

  it('resets connections and takes new ones', async () => {
    proxy.cut();
    const [error] = (await once(client, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ECONNRESET');
    client = connect(proxy.port, '127.0.0.1');
    expect(await echo('again')).toBe('again');
  });

  it('delays what passes, each way', async () => {
    proxy.delay(100);
    const start = Date.now();
    await echo('slow');
    expect(Date.now() - start).toBeGreaterThanOrEqual(195);
  });
});
