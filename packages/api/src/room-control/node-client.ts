import {
  CloudMeetError,
  problemSchema,
  roomControlReplySchemas,
  roomControlSchemas,
} from '@cloudmeet/contracts';
import type { RoomControlAction, RoomControlBody } from '@cloudmeet/contracts';
import type { LeaseRecord } from '@cloudmeet/database';
import { contextHeaders } from '@cloudmeet/service-kit';
import type { PeopleOfRoom } from './room-control.ts';

/** Asks the node that holds a room's lease. */
export interface NodeClient {
  send<Action extends Exclude<RoomControlAction, 'participants' | 'mix'>>(
    lease: LeaseRecord,
    action: Action,
    body: RoomControlBody<Action>,
  ): Promise<void>;
  people(lease: LeaseRecord): Promise<PeopleOfRoom>;
  /** The media node that mixes it; null while none does. */
  mixedAt(lease: LeaseRecord): Promise<string | null>;
}

export interface NodeClientOptions {
  /** What nodes and API know each other by. */
  internalSecret: string;
  /** A node that does not answer for this long is unavailable. Default 5,000. */
  timeoutMs?: number;
  fetch?: typeof fetch;
}

/** What a node may say of a room. Everything else is between the services and none of the customer's business. */
const roomCodes: readonly string[] = [
  ...['room-elsewhere', 'participant-not-found', 'not-found', 'conflict', 'unprocessable'],
  'room-full',
  ...['session-not-live', 'already-recording', 'already-streaming', 'not-recording', 'not-streaming'],
];

async function problemOf(response: Response): Promise<CloudMeetError> {
  const body: unknown = await response.json().catch(() => undefined);
  const problem = problemSchema.safeParse(body);
  const code = problem.data?.code ?? 'no problem';
  if (problem.success && roomCodes.includes(code))
    return CloudMeetError.fromWire({ ...problem.data, message: problem.data.detail ?? problem.data.title });
  return new CloudMeetError('unavailable', {
    detail: 'The node that has the room cannot do that now.',
    cause: new Error(`The room's node answered ${String(response.status)}: ${code}.`),
  });
}

/** Room control over HTTP, the same within one process and between machines. */
export function createNodeClient(options: NodeClientOptions): NodeClient {
  const { internalSecret, timeoutMs = 5000, fetch: request = fetch } = options;

  const post = async (lease: LeaseRecord, action: RoomControlAction, body: unknown) => {
    const url = `${lease.internalUrl}/internal/rooms/${lease.roomId}/${action}`;
    const response = await request(url, {
      method: 'POST',
      headers: {
        ...contextHeaders(),
        'content-type': 'application/json',
        authorization: `Bearer ${internalSecret}`,
      },
      body: JSON.stringify(roomControlSchemas[action].parse(body)),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((cause: unknown) => {
      throw new CloudMeetError('unavailable', {
        detail: 'The node that has the room does not answer.',
        cause,
      });
    });
    if (!response.ok) throw await problemOf(response);
    return response;
  };

  const ask = async <Action extends 'participants' | 'mix'>(lease: LeaseRecord, action: Action) => {
    const response = await post(lease, action, { tenantId: lease.tenantId });
    const reply = roomControlReplySchemas[action].safeParse(await response.json());
    if (reply.success) return reply.data;
    throw new CloudMeetError('unavailable', {
      detail: 'The node that has the room cannot be understood.',
      cause: reply.error,
    });
  };

  return {
    async send(lease, action, body) {
      const response = await post(lease, action, body);
      await response.body?.cancel();
    },
    people: async (lease) => roomControlReplySchemas.participants.parse(await ask(lease, 'participants')),
    mixedAt: async (lease) => roomControlReplySchemas.mix.parse(await ask(lease, 'mix'))?.nodeId ?? null,
  };
}
