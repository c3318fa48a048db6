import { connect, createServer } from 'node:net';

/**
 * Runs inside a network namespace: `port-bridge.ts <socket file> <port>` passes everything from a file, which all namespaces
 * share, on to a port of the namespace's loopback.
 */
const [file = '', port = ''] = process.argv.slice(2);

createServer((from) => {
  const to = connect(Number(port), '127.0.0.1');
  from.pipe(to).on('error', () => from.destroy());
  to.pipe(from).on('error', () => to.destroy());
}).listen(file, () => console.log('ready'));
