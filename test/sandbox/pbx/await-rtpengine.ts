import { createSocket } from 'node:dgram';

/**
 * Resolves when the media proxy answers on its control port. Kamailio asks once when it starts, and does without a proxy
 * that is silent then for a minute.
 */
export function awaitRtpengine(port: number, timeoutMs = 15_000): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    const finish = (end: () => void) => {
      clearInterval(asking);
      clearTimeout(limit);
      socket.close();
      end();
    };
    // The ng protocol: a cookie, then a bencoded dictionary.
    const ask = () => socket.send('1 d7:command4:pinge', port, '127.0.0.1');
    const asking = setInterval(ask, 50);
    const limit = setTimeout(
      () => finish(() => reject(new Error(`rtpengine did not answer in ${timeoutMs} ms.`))),
      timeoutMs,
    );
    socket.on('message', () => finish(resolve));
    // Nobody listens yet.
    socket.on('error', () => undefined);
    ask();
  });
}
