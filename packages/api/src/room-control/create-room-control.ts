import { CloudMeetError } from '@cloudmeet/contracts';
import type { Database, Repositories } from '@cloudmeet/database';
import { endLeaderlessSession, participantOf } from './leaderless-room.ts';
import { createNodeClient } from './node-client.ts';
import type { NodeClientOptions } from './node-client.ts';
import type { RoomControl, RoomOfTenant } from './room-control.ts';
import { changingHands, withHolder } from './with-holder.ts';
import type { Ways } from './with-holder.ts';

export interface RoomControlOptions extends NodeClientOptions {
  database: Pick<Database, 'forTenant'>;
}

/** The API asked for a person by id: who is not in the room does not exist. */
function asMissing(error: unknown): unknown {
  const missing = error instanceof CloudMeetError && error.code === 'participant-not-found';
  return missing ? new CloudMeetError('not-found', { cause: error }) : error;
}

/** Somebody whom the records know to be in a room that nobody serves can be ejected once a node has taken it up. */
async function refuseLeaderless(repos: Repositories, roomId: string, participantId: string): Promise<never> {
  const session = await repos.sessions.findLive(roomId);
  const record = await repos.participants.findById(participantId);
  const present = session && record?.sessionId === session.id && record.leftAt === null;
  throw present ? changingHands() : new CloudMeetError('not-found');
}

/**
 * Room control over the database and HTTP: whoever holds the room's lease is asked; where nobody does, the records are
 * all there is of the room.
 */
export function createRoomControl(options: RoomControlOptions): RoomControl {
  const nodes = createNodeClient(options);
  const reach = <Result>(room: RoomOfTenant, ways: Ways<Result>) => withHolder(options.database, room, ways);

  return {
    async eject({ tenantId, roomId }, participantId) {
      const ways: Ways<void> = {
        ask: (lease) => nodes.send(lease, 'eject', { tenantId, participantId }),
        otherwise: (repos) => refuseLeaderless(repos, roomId, participantId),
      };
      try {
        await reach({ tenantId, roomId }, ways);
      } catch (error) {
        throw asMissing(error);
      }
    },

    end: ({ tenantId, roomId }, reason) =>
      reach<void>(
        { tenantId, roomId },
        {
          ask: (lease) => nodes.send(lease, 'end', { tenantId, reason }),
          otherwise: async (repos) => {
            const session = await repos.sessions.findLive(roomId);
            if (session) await endLeaderlessSession(repos, session, reason);
          },
        },
      ),

    /** A room that nobody serves is read anew when somebody does. */
    refresh: ({ tenantId, roomId }) =>
      reach<void>(
        { tenantId, roomId },
        { ask: (lease) => nodes.send(lease, 'refresh', { tenantId }), otherwise: async () => undefined },
      ),

    participants: ({ tenantId, roomId }) =>
      reach(
        { tenantId, roomId },
        {
          ask: (lease) => nodes.participants(lease),
          otherwise: async (repos) => {
            const session = await repos.sessions.findLive(roomId);
            return session ? (await repos.participants.listPresent(session.id)).map(participantOf) : [];
          },
        },
      ),
  };
}
