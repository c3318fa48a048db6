import type { OpenSocket } from '@/utils/phone/sip/socket-transport';
import type { SipTrace } from '@/utils/phone/sip/sip-trace';

/** Opens sockets whose messages the trace may record; nothing else about them changes. */
export function traceSocket(open: OpenSocket, { record }: Pick<SipTrace, 'record'>): OpenSocket {
  return (url) => {
    const socket = open(url);
    socket.addEventListener('message', ({ data }) => {
      const text = data instanceof ArrayBuffer ? new TextDecoder().decode(data) : String(data);
      if (text.trim() !== '') record('received', text);
    });
    return {
      send(data) {
        socket.send(data);
        record('sent', data);
      },
      close: () => socket.close(),
      addEventListener: socket.addEventListener.bind(socket),
    };
  };
}
