import { CloudMeetError } from '@cloudmeet/contracts';
import { createRoomWorld } from '@cloudmeet/testing/rooms';
import type { RealtimeNode, RealtimeNodeOptions, RoomWorld } from '@cloudmeet/testing/rooms';
import { afterAll, beforeAll } from 'vitest';

/** A world with one node for all tests of a file. */
export function worldOfFile(options: Omit<RealtimeNodeOptions, 'databaseUrl'> = {}) {
  let world: RoomWorld | undefined;
  let node: RealtimeNode | undefined;
  beforeAll(async () => {
    world = await createRoomWorld();
    node = await world.startNode(options);
  });
  afterAll(() => world?.close());
  return {
    get world(): RoomWorld {
      if (!world) throw new Error('The world is there only while tests run.');
      return world;
    },
    get node(): RealtimeNode {
      if (!node) throw new Error('The node is there only while tests run.');
      return node;
    },
  };
}

/** The code with which something is refused, or `nothing` when it is not. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'nothing';
  } catch (error) {
    if (error instanceof CloudMeetError) return error.code;
    throw error;
  }
}
