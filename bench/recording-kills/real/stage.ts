import { newId } from '@cloudmeet/contracts';
import { createMediaNode } from '@cloudmeet/media-server';
import type { MediaNode } from '@cloudmeet/media-server';
import { createLogger, createMetrics } from '@cloudmeet/service-kit';
import type { CaptureTenant, TestSession } from '@cloudmeet/testing/captures';
import { createShow } from '../../../packages/media-server/tests/egress/show.ts';
import type { Show } from '../../../packages/media-server/tests/egress/show.ts';
import { ControlClient } from '../../../packages/media-server/tests/node/control-client.ts';
import { forkFakes } from '../../../packages/media-server/tests/node/fakes/fake-children.ts';
import { until } from '../../../packages/media-server/tests/node/until.ts';

const patienceMs = 60_000;

/** When there was no process that wrote outputs. */
export interface Outage {
  fromMs: number;
  untilMs: number;
}

export interface Room {
  session: TestSession;
  show: Show;
}

/** Sends what is shown to the process for outputs, whichever that is now, and notes since when it is there. */
function followOutputs(node: MediaNode, rooms: readonly Room[], outages: readonly Outage[]): NodeJS.Timeout {
  let port: number | undefined;
  return setInterval(() => {
    const child = node.children.ofOutputs('recording');
    if (!child?.isReady || child.port === undefined || child.port === port) return;
    const outage = outages.at(-1);
    if (outage?.untilMs === Infinity) outage.untilMs = Date.now();
    port = child.port;
    for (const { show } of rooms) {
      show.keyframe();
      show.run(port);
    }
  }, 20);
}

/** A media node whose process for outputs is real, and rooms that are a show each: pictures that count themselves. */
export async function openStage(apiUrl: string, internalSecret: string) {
  const node = await createMediaNode({
    logger: createLogger({ service: 'media', level: 'silent' }),
    metrics: createMetrics({ service: 'media' }),
    start: forkFakes(),
    config: { apiUrl, internalSecret, port: 0 },
  });
  await until('the processes', () => node.children.isReady, patienceMs);
  const writer = await new ControlClient(node.controlUrl, internalSecret).connected();
  const pings = setInterval(() => writer.send({ t: 'ping', n: 1 }), 1000);
  const rooms: Room[] = [];
  const outages: Outage[] = [];
  const following = followOutputs(node, rooms, outages);
  return {
    node,
    outages,
    async open(tenant: CaptureTenant): Promise<Room> {
      const session = await tenant.session();
      const mixer = { id: newId('mixer'), generation: 1 };
      writer.send({ t: 'open', mixer, tenantId: tenant.tenantId, ...session, iceServers: [] });
      const mixed = () => node.rooms.ofSession(session.sessionId);
      await until('the mix', () => mixed() !== undefined, patienceMs);
      const room = mixed();
      if (!room) throw new Error('Nothing is mixed.');
      const show = createShow({ video: room.outputLayer.stream, audio: room.mix });
      const { port } = node.children.ofOutputs('recording') ?? {};
      if (port !== undefined) show.run(port);
      rooms.push({ session, show });
      return { session, show };
    },
    /** Kills the process for outputs; its supervisor replaces it. False while none is there. */
    killOutputs(): boolean {
      const child = node.children.ofOutputs('recording');
      if (!child?.isReady || child.pid === undefined || outages.at(-1)?.untilMs === Infinity) return false;
      process.kill(child.pid, 'SIGKILL');
      outages.push({ fromMs: Date.now(), untilMs: Infinity });
      return true;
    },
    async close(): Promise<void> {
      for (const timer of [following, pings]) clearInterval(timer);
      for (const { show } of rooms) show.close();
      writer.close();
      await node.close();
    },
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;
