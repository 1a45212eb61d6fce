import { createServer } from 'node:http';
import type { IncomingHttpHeaders, RequestListener, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A webhook as it arrived. */
export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  /** Parsed body. */
  event: { type: string; timestamp: string; seq?: number; data: Record<string, unknown> };
}

/** A customer's server. What it answers can change at any time. */
export interface Receiver {
  url: string;
  received: Received[];
  /** Answers with this status, or does as it likes; default 204. */
  answer: number | ((received: Received, response: ServerResponse) => void);
  /** Requests that it has not answered. */
  readonly open: number;
  close(): Promise<void>;
}

async function read(request: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Starts a customer's server on a free port of 127.0.0.1. */
export async function startReceiver(answer: Receiver['answer'] = 204): Promise<Receiver> {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  let open = 0;
  const receiver = {
    received,
    answer,
    get open() {
      return open;
    },
  };
  const listener: RequestListener = (request, response) => {
    open += 1;
    response.once('close', () => (open -= 1));
    void read(request).then(
      (body) => {
        const one: Received = {
          headers: request.headers,
          body,
          event: JSON.parse(body) as Received['event'],
        };
        received.push(one);
        if (typeof receiver.answer === 'function') receiver.answer(one, response);
        else response.writeHead(receiver.answer).end();
      },
      () => {
        // The sender went away in the middle: nothing was received.
      },
    );
  };
  const server = createServer(listener);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(receiver, {
    url: `http://127.0.0.1:${String(port)}/hook`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  });
}
