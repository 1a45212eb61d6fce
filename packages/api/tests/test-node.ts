import { CloudMeetError, newId, roomControlSchemas } from '@cloudmeet/contracts';
import type { ErrorCode, PresentParticipant, RoomControlAction, Waiting } from '@cloudmeet/contracts';
import type { Database } from '@cloudmeet/database';
import { errorEdge, createLogger, startHttpServer } from '@cloudmeet/service-kit';
import express from 'express';
import { internalSecret } from './api-world.ts';

/** What a node was asked. */
export interface Asked {
  roomId: string;
  action: RoomControlAction;
  body: unknown;
}

/** A node that holds rooms' leases and speaks room control, with a room's people as data. */
export interface TestNode {
  url: string;
  asked: Asked[];
  people: Map<string, PresentParticipant>;
  waiting: Map<string, Waiting>;
  /** Answers the next request with this error. */
  failNext(code: ErrorCode): void;
  /** Takes the lease of a room and starts its session. */
  hold(room: { tenantId: string; roomId: string }): Promise<{ sessionId: string }>;
  letGo(room: { tenantId: string; roomId: string }): Promise<void>;
  close(): Promise<void>;
}

const actions: readonly string[] = Object.keys(roomControlSchemas);
const isAction = (text: string): text is RoomControlAction => actions.includes(text);

/** A participant of a test, complete. */
export function participantWith(change: Partial<PresentParticipant> = {}): PresentParticipant {
  return {
    id: newId('participant'),
    userId: 'user-1',
    name: 'Anna',
    role: 'attendee',
    joinedAt: '2026-11-21T09:00:00.000Z',
    audio: true,
    video: true,
    screen: false,
    granted: [],
    connected: true,
    quality: 'good',
    ...change,
  };
}

/** Whoever is acted upon has to be there, and is gone afterwards where that is what the act does. */
function isAboutSomebody(
  action: RoomControlAction,
  body: unknown,
  { people, waiting }: Pick<TestNode, 'people' | 'waiting'>,
): boolean {
  if (action === 'eject') return people.delete(roomControlSchemas.eject.parse(body).participantId);
  if (action === 'admit' || action === 'deny')
    return waiting.delete(roomControlSchemas[action].parse(body).participantId);
  return action !== 'switchOff' || people.has(roomControlSchemas.switchOff.parse(body).participantId);
}

/** Begins or stops a capture as a room's writer does: in the records, so that it is sent. */
async function capture(
  database: Database,
  roomId: string,
  action: 'startCapture' | 'stopCapture',
  body: unknown,
): Promise<{ sessionId: string } | undefined> {
  if (action === 'stopCapture') {
    const { tenantId, captureId, reason } = roomControlSchemas.stopCapture.parse(body);
    await database
      .forTenant({ tenantId })
      .transaction((repos) => repos.captures.stop(captureId, reason, new Date()));
    return undefined;
  }
  const { tenantId, capture: wish, by: startedBy } = roomControlSchemas.startCapture.parse(body);
  return database.forTenant({ tenantId }).transaction(async (repos) => {
    const session = await repos.sessions.findLive(roomId);
    if (!session) throw new CloudMeetError('session-not-live');
    const of = await repos.captures.listOfSession(session.id);
    if (of.some(({ kind, status }) => kind === wish.kind && ['queued', 'recording', 'live'].includes(status)))
      throw new CloudMeetError(wish.kind === 'recording' ? 'already-recording' : 'already-streaming');
    const hls = wish.kind === 'stream' && wish.hls !== false;
    const audioOnly = wish.kind === 'recording' && wish.audioOnly === true;
    await repos.captures.create({
      ...{ id: wish.id, kind: wish.kind, roomId, sessionId: session.id, audioOnly, hls },
      ...{ targets: [], targetsSealed: null, startedBy, createdAt: new Date() },
    });
    return { sessionId: session.id };
  });
}

export async function startTestNode(database: Database): Promise<TestNode> {
  const asked: Asked[] = [];
  const people = new Map<string, PresentParticipant>();
  const waiting = new Map<string, Waiting>();
  const failures: ErrorCode[] = [];
  const nodeId = `node-${newId('event')}`;
  const leases = new Map<string, number>();

  const app = express();
  app.post('/internal/rooms/:roomId/:action', express.json(), async (request, response) => {
    const { roomId, action } = request.params;
    if (request.get('authorization') !== `Bearer ${internalSecret}`)
      throw new CloudMeetError('unauthenticated');
    if (!isAction(action)) throw new CloudMeetError('not-found');
    asked.push({ roomId, action, body: roomControlSchemas[action].parse(request.body) });
    const failure = failures.shift();
    if (failure) throw new CloudMeetError(failure);
    if (action === 'participants') {
      response.json({ participants: [...people.values()], waiting: [...waiting.values()] });
      return;
    }
    if (action === 'startCapture' || action === 'stopCapture') {
      const begun = await capture(database, roomId, action, request.body);
      response.status(begun ? 200 : 204).send(begun);
      return;
    }
    if (!isAboutSomebody(action, request.body, { people, waiting }))
      throw new CloudMeetError('participant-not-found');
    response.status(204).end();
  });
  app.use(errorEdge({ logger: createLogger({ service: 'node', level: 'silent' }) }));
  const server = await startHttpServer({ name: 'the node', handler: app, port: 0 });

  return {
    ...{ url: server.url, asked, people, waiting },
    failNext: (code) => void failures.push(code),
    hold: ({ tenantId, roomId }) =>
      database.forTenant({ tenantId }).transaction(async (repos) => {
        const node = { id: nodeId, internalUrl: server.url, socketUrl: 'ws://127.0.0.1:1/rt' };
        const outcome = await repos.leases.acquire(roomId, node, 60_000);
        if (outcome.status !== 'acquired') throw new Error(`The lease is ${outcome.status}.`);
        leases.set(roomId, outcome.lease.epoch);
        const { session } = await repos.sessions.start({ id: newId('session'), roomId, topology: 'p2p' });
        return { sessionId: session.id };
      }),
    letGo: async ({ tenantId, roomId }) => {
      await database
        .forTenant({ tenantId })
        .transaction((repos) => repos.leases.release(roomId, nodeId, leases.get(roomId) ?? 0));
    },
    close: () => server.close(),
  };
}
