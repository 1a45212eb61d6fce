import { CloudMeetError } from '@cloudmeet/contracts';
import type { Database, LeaseRecord, Repositories } from '@cloudmeet/database';
import { endLeaderlessSession, participantOf } from './leaderless-room.ts';
import { createNodeClient } from './node-client.ts';
import type { NodeClient, NodeClientOptions } from './node-client.ts';
import type { RoomControl, RoomOfTenant } from './room-control.ts';
import { changingHands, withHolder } from './with-holder.ts';
import type { Ways } from './with-holder.ts';

export interface RoomControlOptions extends NodeClientOptions {
  database: Pick<Database, 'forTenant'>;
}

type Reach = <Result>(room: RoomOfTenant, ways: Ways<Result>) => Promise<Result>;
type PersonAction = 'eject' | 'admit' | 'deny' | 'switchOff';
type RoomAction = PersonAction | 'end' | 'refresh' | 'people';

/** The API asked for a person by id: who is not in the room does not exist. */
function asMissing(error: unknown): unknown {
  const missing = error instanceof CloudMeetError && error.code === 'participant-not-found';
  return missing ? new CloudMeetError('not-found', { cause: error }) : error;
}

/** Somebody whom the records know to be in a room that nobody serves can be reached once a node has taken it up. */
async function refuseLeaderless(repos: Repositories, roomId: string, participantId: string): Promise<never> {
  const session = await repos.sessions.findLive(roomId);
  const record = await repos.participants.findById(participantId);
  const present = session && record?.sessionId === session.id && record.leftAt === null;
  throw present ? changingHands() : new CloudMeetError('not-found');
}

/** The part of room control that is about one person, who is in the room or at its door. */
function peopleControl(nodes: NodeClient, reach: Reach): Pick<RoomControl, PersonAction> {
  const about = async (
    { tenantId, roomId }: RoomOfTenant,
    participantId: string,
    ask: (lease: LeaseRecord, person: { tenantId: string; participantId: string }) => Promise<void>,
  ) => {
    const ways: Ways<void> = {
      ask: (lease) => ask(lease, { tenantId, participantId }),
      otherwise: (repos) => refuseLeaderless(repos, roomId, participantId),
    };
    await reach({ tenantId, roomId }, ways).catch((error: unknown) => {
      throw asMissing(error);
    });
  };
  return {
    eject: (room, id) => about(room, id, (lease, person) => nodes.send(lease, 'eject', person)),
    admit: (room, id) => about(room, id, (lease, person) => nodes.send(lease, 'admit', person)),
    deny: (room, id) => about(room, id, (lease, person) => nodes.send(lease, 'deny', person)),
    switchOff: (room, id, media) =>
      about(room, id, (lease, person) => nodes.send(lease, 'switchOff', { ...person, media })),
  };
}

/** Both are so already when the room does not know of it any more. */
const doneCodes: readonly string[] = ['not-recording', 'not-streaming', 'session-not-live', 'not-found'];

async function unlessDone(work: Promise<void>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof CloudMeetError && doneCodes.includes(error.code))) throw error;
  });
}

/** The part of room control that is about recordings and streams. */
function captureControl(nodes: NodeClient, reach: Reach): Omit<RoomControl, RoomAction> {
  return {
    startCapture: ({ tenantId, roomId }, start) =>
      reach<void>(
        { tenantId, roomId },
        {
          ask: (lease) => nodes.send(lease, 'startCapture', { tenantId, ...start }),
          otherwise: async (repos) => {
            throw (await repos.sessions.findLive(roomId))
              ? changingHands()
              : new CloudMeetError('session-not-live');
          },
        },
      ),

    /** Where nobody serves the room, the database is told alone: whoever takes the room up reads it from its log. */
    stopCapture: ({ tenantId, roomId }, captureId, reason) =>
      unlessDone(
        reach<void>(
          { tenantId, roomId },
          {
            ask: (lease) => nodes.send(lease, 'stopCapture', { tenantId, captureId, reason }),
            otherwise: (repos) => repos.captures.stop(captureId, reason, new Date()),
          },
        ),
      ),

    captureChanged: ({ tenantId, roomId }, captureId, change) =>
      unlessDone(
        reach<void>(
          { tenantId, roomId },
          {
            ask: (lease) => nodes.send(lease, 'captureChanged', { tenantId, captureId, change }),
            otherwise: async (repos) => {
              if (await repos.sessions.findLive(roomId)) throw changingHands();
            },
          },
        ),
      ),

    mixedAt: ({ tenantId, roomId }) =>
      reach<string | null>(
        { tenantId, roomId },
        { ask: (lease) => nodes.mixedAt(lease), otherwise: async () => null },
      ),
  };
}

/**
 * Room control over the database and HTTP: whoever holds the room's lease is asked; where nobody does, the records are
 * all there is of the room.
 */
export function createRoomControl(options: RoomControlOptions): RoomControl {
  const nodes = createNodeClient(options);
  const reach: Reach = (room, ways) => withHolder(options.database, room, ways);

  return {
    ...captureControl(nodes, reach),

    ...peopleControl(nodes, reach),

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

    people: ({ tenantId, roomId }) =>
      reach(
        { tenantId, roomId },
        {
          ask: (lease) => nodes.people(lease),
          otherwise: async (repos) => {
            const session = await repos.sessions.findLive(roomId);
            const present = session ? await repos.participants.listPresent(session.id) : [];
            // nobody serves the room, so nobody is connected to it and nobody is at its door
            const away = { connected: false, quality: 'good' } as const;
            return { participants: present.map((one) => ({ ...participantOf(one), ...away })), waiting: [] };
          },
        },
      ),
  };
}
