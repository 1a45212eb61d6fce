import { z } from 'zod';
import { idSchema } from '../ids.ts';
import {
  createdInvitationSchema,
  invitationSchema,
  inviteMemberSchema,
  memberSchema,
  updateMemberSchema,
} from './members.ts';
import { operation } from './operation.ts';
import { pageQuerySchema, pageSchema } from './page.ts';

const member = z.object({ userId: idSchema('user') });

export const memberOperations = {
  listMembers: operation({
    method: 'get',
    path: '/v1/members',
    summary: 'List who may use the console for this tenant, newest first',
    tag: 'Members',
    query: pageQuerySchema,
    status: 200,
    response: pageSchema(memberSchema),
    errors: [],
  }),
  inviteMember: operation({
    method: 'post',
    path: '/v1/members',
    summary: 'Invite somebody by a link that works once',
    tag: 'Members',
    body: inviteMemberSchema,
    status: 201,
    response: createdInvitationSchema,
    errors: ['conflict', 'limit-reached'],
  }),
  updateMember: operation({
    method: 'patch',
    path: '/v1/members/{userId}',
    summary: "Change a member's role",
    tag: 'Members',
    params: member,
    body: updateMemberSchema,
    status: 200,
    response: memberSchema,
    errors: ['not-found', 'last-owner'],
  }),
  removeMember: operation({
    method: 'delete',
    path: '/v1/members/{userId}',
    summary: 'Remove a member',
    tag: 'Members',
    params: member,
    status: 204,
    errors: ['not-found', 'last-owner'],
  }),
  listInvitations: operation({
    method: 'get',
    path: '/v1/invitations',
    summary: 'List invitations that nobody has taken up yet',
    tag: 'Members',
    query: pageQuerySchema,
    status: 200,
    response: pageSchema(invitationSchema),
    errors: [],
  }),
  revokeInvitation: operation({
    method: 'delete',
    path: '/v1/invitations/{invitationId}',
    summary: 'Take an invitation back',
    tag: 'Members',
    params: z.object({ invitationId: idSchema('invitation') }),
    status: 204,
    errors: ['not-found'],
  }),
} as const;
