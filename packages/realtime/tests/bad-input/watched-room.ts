import { RoomClient } from '@cloudmeet/testing';
import type { RealtimeNode, RoomWorld } from '@cloudmeet/testing/rooms';
import { expect } from 'vitest';

/** Two people in a room who must not notice what a third one does. */
export interface WatchedRoom {
  roomId: string;
  speaker: RoomClient;
  listener: RoomClient;
  /** How long something said takes to be heard. */
  deliveryMs(): Promise<number>;
  /** Fails when anything but what the speaker said has changed. */
  expectUntouched(): Promise<void>;
}

export async function watchRoom(world: RoomWorld, node: RealtimeNode): Promise<WatchedRoom> {
  const roomId = await world.tenant.createRoom();
  const speaker = await world.person(node, roomId, { role: 'host' });
  const listener = await world.person(node, roomId);
  await speaker.until('the listener', (state) => Object.keys(state.participants).length === 2);
  let said = 0;
  const deliveryMs = async () => {
    const startedMs = performance.now();
    const text = `still here ${String((said += 1))}`;
    await speaker.cmd('chat.send', { text });
    await listener.until(text, (state) => state.chat.at(-1)?.text === text);
    return performance.now() - startedMs;
  };
  return {
    ...{ roomId, speaker, listener, deliveryMs },
    expectUntouched: async () => {
      await deliveryMs();
      const chat = listener.state.chat.map(({ from }) => from);
      expect(new Set(chat)).toEqual(new Set([speaker.participantId]));
      expect(listener.isOpen && speaker.isOpen).toBe(true);
      expect([...listener.view.gaps, ...speaker.view.gaps]).toEqual([]);
    },
  };
}

/** Somebody inside the room who misbehaves. */
export function offender(world: RoomWorld, node: RealtimeNode, roomId: string): Promise<RoomClient> {
  return world.person(node, roomId, { name: 'Offender' });
}
