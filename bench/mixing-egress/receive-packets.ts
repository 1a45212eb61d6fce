// Takes datagrams and throws them away, in a process of its own, so that sending is all that the other one does.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const socket = createSocket('udp4');
const listening = once(socket, 'listening');
socket.bind(0, '127.0.0.1');
await listening;
socket.setRecvBufferSize(8 * 1024 * 1024);
socket.on('message', () => undefined);
process.once('disconnect', () => socket.close());
process.send?.(socket.address().port);
