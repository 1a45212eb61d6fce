import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { memberRoleSchema } from '../roles/member-role.ts';
import { emailSchema } from './sign-in.ts';

export const memberSchema = z
  .object({
    userId: idSchema('user'),
    email: z.string(),
    name: z.string(),
    role: memberRoleSchema,
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Member' });
export type Member = z.infer<typeof memberSchema>;

export const inviteMemberSchema = z
  .strictObject({ email: emailSchema, role: memberRoleSchema })
  .meta({ id: 'InviteMember' });
export const updateMemberSchema = z.strictObject({ role: memberRoleSchema }).meta({ id: 'UpdateMember' });

export const invitationSchema = z
  .object({
    id: idSchema('invitation'),
    email: z.string(),
    role: memberRoleSchema,
    invitedBy: z.string().meta({ description: 'Who invited, by e-mail' }),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof invitationSchema>;
export const createdInvitationSchema = invitationSchema
  .extend({ link: z.string().meta({ description: 'Works once; shown this once' }) })
  .meta({ id: 'CreatedInvitation' });
