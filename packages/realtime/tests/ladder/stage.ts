import type { Mixer } from '@cloudmeet/contracts';
import type { RoomClient } from '@cloudmeet/testing';
import { FakeMediaNode } from '@cloudmeet/testing/rooms';
import type { FakeMediaNodeOptions, RealtimeNode, RoomWorld } from '@cloudmeet/testing/rooms';
import { expect } from 'vitest';

/** Media nodes of one test; they die with it. */
export class MediaStage implements AsyncDisposable {
  readonly #world: RoomWorld;
  readonly nodes: FakeMediaNode[] = [];

  constructor(world: RoomWorld) {
    this.#world = world;
  }

  async start(options: Partial<FakeMediaNodeOptions> = {}): Promise<FakeMediaNode> {
    const node = await FakeMediaNode.start({ database: this.#world.database, ...options });
    this.nodes.push(node);
    return node;
  }

  /** The node that mixes a room now. */
  mixing(mixer: Mixer | null): FakeMediaNode | undefined {
    return this.nodes.find((node) => mixer !== null && node.mixes.has(mixer.id));
  }

  /** Nobody can place anything on them any more, and no test after this one sees them. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.close()));
    await this.#world.database.mediaNodes.forgetNodes(this.nodes.map(({ nodeId }) => nodeId));
  }
}

/** People who publish from the start, as many as are asked for. */
export async function publishers(
  world: RoomWorld,
  node: RealtimeNode,
  roomId: string,
  count: number,
): Promise<RoomClient[]> {
  const people: RoomClient[] = [];
  for (let index = 0; index < count; index += 1)
    people.push(await world.person(node, roomId, { role: 'host' }, { audio: true, video: true }));
  return people;
}

/** Everybody says that they have media over what the room prepares. */
export async function ready(people: readonly RoomClient[]): Promise<void> {
  await Promise.all(
    people.map(async (one) => {
      await one.until('a step of the ladder', ({ preparing }) => preparing);
      const { preparing, mixer } = one.state;
      if (preparing) await one.cmd('topology.ready', { topology: preparing, mixer });
    }),
  );
}

/** Data of the newest entry of a type that a client has seen. */
export function newest(client: RoomClient, type: string) {
  return client.view.entries.filter((entry) => entry.type === type).at(-1)?.data;
}

export async function untilMixer(client: RoomClient, generation = 1): Promise<Mixer> {
  await client.until(
    `a mixer of generation ${String(generation)}`,
    ({ mixer }) => mixer?.generation === generation,
  );
  const { mixer } = client.state;
  expect(mixer).not.toBeNull();
  if (!mixer) throw new Error('There is no mixer.');
  return mixer;
}
