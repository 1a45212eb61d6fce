import { randomUUID } from 'node:crypto';
import { z } from 'zod';

const answerSchema = z.looseObject({
  janus: z.string(),
  transaction: z.string().optional(),
  data: z.object({ id: z.number() }).optional(),
  plugindata: z.object({ data: z.record(z.string(), z.unknown()) }).optional(),
  error: z.unknown().optional(),
});
type Answer = z.infer<typeof answerSchema>;

/** The control connection to Janus: requests and their answers over one WebSocket. */
export interface JanusControl {
  /** Makes a handle of the AudioBridge. */
  attach(): Promise<number>;
  /** Sends a request to a handle and answers its data; an error of the plugin throws. */
  request(handle: number, body: Record<string, unknown>): Promise<Record<string, unknown>>;
  close(): void;
}

async function open(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url, 'janus-protocol');
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error(`Janus does not answer at ${url}.`)));
  });
  return socket;
}

export async function connectJanus(url: string): Promise<JanusControl> {
  const socket = await open(url);
  const waiting = new Map<string, { take: (answer: Answer) => void; wanted: (answer: Answer) => boolean }>();
  socket.addEventListener('message', ({ data }) => {
    const answer = answerSchema.parse(JSON.parse(String(data)));
    const entry = answer.transaction ? waiting.get(answer.transaction) : undefined;
    if (!answer.transaction || !entry?.wanted(answer)) return;
    waiting.delete(answer.transaction);
    entry.take(answer);
  });
  const ask = (body: Record<string, unknown>, wanted: (answer: Answer) => boolean = () => true) =>
    new Promise<Answer>((take, reject) => {
      const transaction = randomUUID();
      waiting.set(transaction, {
        wanted: (answer) => answer.janus === 'error' || wanted(answer),
        take: (answer) =>
          answer.janus === 'error' ? reject(new Error(JSON.stringify(answer.error))) : take(answer),
      });
      socket.send(JSON.stringify({ ...body, transaction }));
    });

  const session = (await ask({ janus: 'create' })).data?.id;
  return {
    async attach() {
      const made = await ask({ janus: 'attach', session_id: session, plugin: 'janus.plugin.audiobridge' });
      if (!made.data) throw new Error('Janus made no handle.');
      return made.data.id;
    },
    async request(handle, body) {
      const answer = await ask(
        { janus: 'message', session_id: session, handle_id: handle, body },
        ({ plugindata }) => plugindata !== undefined,
      );
      const data = answer.plugindata?.data ?? {};
      if ('error' in data) throw new Error(`AudioBridge: ${String(data['error'])}`);
      return data;
    },
    close: () => socket.close(),
  };
}
