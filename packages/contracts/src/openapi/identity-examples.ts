import type { Invitation, Member } from '../rest/members.ts';
import type { Me, SignedIn } from '../rest/sign-in.ts';

const at = '2026-11-21T09:30:00.000Z';
const later = '2026-11-28T09:30:00.000Z';
const userId = 'usr_K4mWq9ZxT2vBnL7pRsYd0HcG';
const tenantId = 'tnt_b3Xk8PzQ1vWn6RtY5mLs0JcD';
const email = 'anna@example.com';
const password = 'correct horse battery';
const refreshToken = 'cm_refresh_7Hq2vMx9TtKe4LbN0cWdPzRs';
const link = '7Hq2vMx9TtKe4LbN0cWdPzRsQ9wErT5yUiOpAs3DfGh';

const signedIn: SignedIn = {
  status: 'signed-in',
  accessToken: 'eyJhbGciOiJFZERTQSIsInR5cCI6IkpXVCJ9.eyJ0b2tlbl91c2UiOiJhY2Nlc3MifQ.c2lnbmF0dXJl',
  expiresInSeconds: 900,
  refreshToken,
};

const me: Me = {
  ...{ id: userId, email, name: 'Anna Papadaki', mfa: false },
  memberships: [{ tenantId, tenantName: 'Example Clinics', role: 'owner' }],
};

/** Examples of signing in, by operationId. */
export const signInExamples = {
  signUp: {
    body: { email, password, name: 'Anna Papadaki', tenantName: 'Example Clinics' },
    response: signedIn,
  },
  signIn: { body: { email, password }, response: signedIn },
  answerMfa: { body: { challenge: 'v1.c2VhbGVk', code: '123456' }, response: signedIn },
  refreshSession: { body: { refreshToken }, response: signedIn },
  signOut: { body: { refreshToken } },
  requestPasswordReset: { body: { email } },
  resetPassword: { body: { email, code: link, password } },
  inspectInvitation: {
    body: { token: link },
    response: { tenantName: 'Example Clinics', email, role: 'developer' as const, accountExists: false },
  },
  acceptInvitation: { body: { token: link, password, name: 'Anna Papadaki' }, response: signedIn },
  getMe: { response: me },
  updateMe: { body: { name: 'Anna Papadaki' }, response: me },
  changePassword: { body: { currentPassword: password, password: 'another horse battery' } },
  beginMfa: {
    response: {
      secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
      uri: 'otpauth://totp/CloudMeet:anna%40example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=CloudMeet',
    },
  },
  confirmMfa: { body: { code: '123456' } },
  disableMfa: { body: { code: '123456' } },
  listUserSessions: {
    response: {
      data: [
        {
          ...{ id: 'uss_T5yUiOpAs3DfGhJkLzXcVbNm', createdAt: at, lastUsedAt: at, current: true },
          ...{ userAgent: 'Mozilla/5.0', address: '192.0.2.7' },
        },
      ],
    },
  },
  revokeUserSession: {},
  createTenant: {
    body: { name: 'Example Clinics' },
    response: { id: tenantId, name: 'Example Clinics', createdAt: at },
  },
};

const member: Member = { userId, email, name: 'Anna Papadaki', role: 'developer', createdAt: at };
const invitation: Invitation = {
  ...{ id: 'inv_R4fVtGbYhNuJmIk7OlPqAzWs', email: 'nikos@example.com', role: 'viewer' },
  ...{ invitedBy: email, createdAt: at, expiresAt: later },
};

/** Examples of members and invitations, by operationId. */
export const memberExamples = {
  listMembers: { response: { data: [member], nextCursor: null } },
  inviteMember: {
    body: { email: 'nikos@example.com', role: 'viewer' as const },
    response: { ...invitation, link: `https://console.example.com/invitation#token=${link}` },
  },
  updateMember: { body: { role: 'developer' as const }, response: member },
  removeMember: {},
  listInvitations: { response: { data: [invitation], nextCursor: null } },
  revokeInvitation: {},
};
