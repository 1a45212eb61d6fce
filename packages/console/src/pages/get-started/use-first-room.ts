import { useState } from 'react';
import { api } from '../../api/api.ts';
import type { Room } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import type { ApiProblem } from '../../api/problem.ts';

/** By this the room of this page is found again, so that trying twice makes one room. */
export const firstRoomExternalId = 'console-first-room';

export interface FirstRoom {
  /** Undefined while it is not known; null when there is none yet. */
  room: Room | null | undefined;
  /** Where the person at this page is in the room, once they started it. */
  joinUrl: string | undefined;
  isStarting: boolean;
  problem: ApiProblem | undefined;
  start: () => Promise<void>;
  stop: () => void;
}

/** A room that its host enters, and one at whose door its guest waits. */
const kinds = {
  first: { settings: { externalId: firstRoomExternalId }, role: 'host' },
  door: { settings: { externalId: 'console-waiting-room', lobby: true }, role: 'attendee' },
} as const;

/** The room that proves that everything works: found or made, with a token for the person at this page. */
export function useFirstRoom(
  names: { room: string; person: string },
  kind: keyof typeof kinds = 'first',
): FirstRoom {
  const { settings, role } = kinds[kind];
  const { data, error: listError } = api.useListRoomsQuery(
    { externalId: settings.externalId, limit: 1 },
    { pollingInterval: 5000, skipPollingIfUnfocused: true },
  );
  const [create, { error: createError, isLoading: isCreating }] = api.useCreateRoomMutation();
  const [mint, { error: mintError, isLoading: isMinting }] = api.useMintTokenMutation();
  const [joinUrl, setJoinUrl] = useState<string>();
  const room = data && (data.data[0] ?? null);
  const start = async () => {
    const body = { name: names.room, ...settings };
    const found = room ?? (await create({ createRoom: body })).data;
    if (!found) return;
    const minted = await mint({ roomId: found.id, mintToken: { role, name: names.person } });
    if (minted.data) setJoinUrl(minted.data.joinUrl);
  };
  return {
    room,
    joinUrl,
    isStarting: isCreating || isMinting,
    problem: asProblem(mintError ?? createError ?? listError),
    start,
    stop: () => setJoinUrl(undefined),
  };
}
