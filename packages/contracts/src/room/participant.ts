import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { policyPermissionSchema } from '../roles/policies.ts';
import { roleSchema } from '../roles/role.ts';

/** One presence in a session, as everyone in the room sees it. */
export const participantSchema = z
  .object({
    id: idSchema('participant'),
    userId: z.string().meta({ description: '`sub` of the token' }),
    name: z.string(),
    avatarUrl: z.string().optional(),
    role: roleSchema,
    joinedAt: z.iso.datetime(),
    /** What the person shares now. */
    audio: z.boolean(),
    video: z.boolean(),
    screen: z.boolean(),
    /** What a host or moderator allowed beyond the policy. */
    granted: z.array(policyPermissionSchema),
    metadata: z.record(z.string(), z.json()).optional(),
    consented: z.boolean().optional().meta({ description: 'Agreed to be recorded' }),
    receive: z
      .enum(['auto', 'stream'])
      .optional()
      .meta({ description: 'stream: watches the stream and publishes nothing; absent is auto' }),
  })
  .meta({ id: 'Participant' });
export type Participant = z.infer<typeof participantSchema>;

/** Somebody at the door, seen by those who may let them in. */
export const waitingSchema = z
  .object({
    id: idSchema('participant'),
    name: z.string(),
    avatarUrl: z.string().optional(),
    since: z.iso.datetime(),
  })
  .meta({ id: 'WaitingParticipant' });
export type Waiting = z.infer<typeof waitingSchema>;

export const leaveReasons = [
  'left',
  'removed',
  'replaced',
  'connection-lost',
  'room-ended',
  'policy',
] as const;
export const leaveReasonSchema = z.enum(leaveReasons);
export type LeaveReason = (typeof leaveReasons)[number];

export const topologies = ['p2p', 'mixed', 'stream'] as const;
export const topologySchema = z.enum(topologies).meta({ id: 'Topology' });
export type Topology = (typeof topologies)[number];

export const layouts = ['grid', 'speaker', 'presentation'] as const;
export const layoutSchema = z.enum(layouts);
export type Layout = (typeof layouts)[number];
