import { CloudMeetError, limits, newId, randomText } from '@cloudmeet/contracts';
import { sha256Hex } from '@cloudmeet/service-kit';
import { actorOf } from '../../credentials/credential.ts';
import type { OperationHandler } from '../../http/operation-handler.ts';
import { invitationLink } from '../../identity/console-links.ts';
import { checkRoleChange } from '../../members/check-role-change.ts';
import { invitationBody } from '../../members/member-body.ts';

/** The link is shown once; what is kept of it is a hash. An open invitation of the same address ends. */
export const inviteMember: OperationHandler<'inviteMember'> = {
  async inTransaction(repos, { body, credential }, { publicConsoleUrl, nowMs }) {
    checkRoleChange(credential, { to: body.role });
    const token = randomText(43);
    const input = {
      ...{ id: newId('invitation'), email: body.email, role: body.role, tokenHash: sha256Hex(token) },
      invitedBy: actorOf(credential).label,
      expiresAt: new Date(nowMs() + limits.invitationSeconds * 1000),
    };
    const outcome = await repos.invitations.add(input, { max: limits.invitationsMax });
    if (outcome.status === 'member')
      throw new CloudMeetError('conflict', { detail: 'This address is a member already.' });
    if (outcome.status === 'limit-reached') throw new CloudMeetError('limit-reached');
    const link = invitationLink(publicConsoleUrl, token);
    return { body: { ...invitationBody(outcome.invitation), link } };
  },
};
