import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { limits } from '../limits.ts';
import { memberRoleSchema } from '../roles/member-role.ts';
import { isWellFormed, lineSchema } from '../text.ts';

/** An e-mail address, in lower case: two spellings are one person. */
export const emailSchema = z
  .string()
  .max(limits.emailLength)
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.email('must be an e-mail address'));

/** A password that is being chosen. What is typed to sign in is bounded only. */
export const newPasswordSchema = z
  .string()
  .min(limits.passwordLengthMin, `must have at least ${String(limits.passwordLengthMin)} characters`)
  .max(limits.passwordLengthMax)
  .refine(isWellFormed, 'has a broken character (lone surrogate)');
const typedPasswordSchema = z.string().max(limits.passwordLengthMax);
const secretTextSchema = z.string().min(1).max(4096);
const totpCodeSchema = z.string().regex(/^\d{6}$/, 'must be six digits');

export const signUpSchema = z
  .strictObject({
    email: emailSchema,
    password: newPasswordSchema,
    name: lineSchema(limits.nameLength),
    tenantName: lineSchema(limits.nameLength),
  })
  .meta({ id: 'SignUp' });

export const signInSchema = z
  .strictObject({ email: emailSchema, password: typedPasswordSchema })
  .meta({ id: 'SignIn' });

export const answerMfaSchema = z
  .strictObject({ challenge: secretTextSchema, code: totpCodeSchema })
  .meta({ id: 'AnswerMfa' });

export const refreshSchema = z
  .strictObject({
    refreshToken: secretTextSchema
      .optional()
      .meta({ description: "Left out by the console's page, whose browser sends it as a cookie" }),
  })
  .meta({ id: 'Refresh' });

/** What a console works with until it expires, and what it gets the next one with. */
export const signedInSchema = z
  .object({
    status: z.literal('signed-in'),
    accessToken: z.string().meta({ description: 'A JWT with the claims of an access token of Cognito' }),
    expiresInSeconds: z.int(),
    refreshToken: z.string().optional().meta({
      description: "Works once: each refresh gives the next. The console's page gets it as a cookie",
    }),
  })
  .meta({ id: 'SignedIn' });
export type SignedIn = z.infer<typeof signedInSchema>;

const mfaRequiredSchema = z
  .object({
    status: z.literal('mfa-required'),
    challenge: z.string().meta({ description: 'Send it with the code to /v1/auth/mfa/answer' }),
  })
  .meta({ id: 'MfaRequired' });

export const signInResultSchema = z
  .discriminatedUnion('status', [signedInSchema, mfaRequiredSchema])
  .meta({ id: 'SignInResult' });
export type SignInResult = z.infer<typeof signInResultSchema>;

export const requestPasswordResetSchema = z
  .strictObject({ email: emailSchema })
  .meta({ id: 'RequestPasswordReset' });
export const resetPasswordSchema = z
  .strictObject({ email: emailSchema, code: secretTextSchema, password: newPasswordSchema })
  .meta({ id: 'ResetPassword' });
export const changePasswordSchema = z
  .strictObject({ currentPassword: typedPasswordSchema, password: newPasswordSchema })
  .meta({ id: 'ChangePassword' });

export const mfaEnrolmentSchema = z
  .object({
    secret: z.string().meta({ description: 'Base32, to type into an app' }),
    uri: z.string().meta({ description: 'otpauth://totp/…, to show as a QR code' }),
  })
  .meta({ id: 'MfaEnrolment' });
export const mfaCodeSchema = z.strictObject({ code: totpCodeSchema }).meta({ id: 'MfaCode' });

export const userSessionSchema = z
  .object({
    id: idSchema('userSession'),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime(),
    userAgent: z.string().nullable(),
    address: z.string().nullable().meta({ description: 'IP address it was last used from' }),
    current: z.boolean().meta({ description: 'The one that asks' }),
  })
  .meta({ id: 'UserSession' });
export type UserSession = z.infer<typeof userSessionSchema>;

export const meSchema = z
  .object({
    id: idSchema('user'),
    email: z.string(),
    name: z.string(),
    mfa: z.boolean(),
    memberships: z.array(
      z.object({ tenantId: idSchema('tenant'), tenantName: z.string(), role: memberRoleSchema }),
    ),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof meSchema>;
export const updateMeSchema = z
  .strictObject({ name: lineSchema(limits.nameLength) })
  .meta({ id: 'UpdateMe' });

export const inspectInvitationSchema = z
  .strictObject({ token: secretTextSchema })
  .meta({ id: 'InspectInvitation' });
export const invitationOfferSchema = z
  .object({
    tenantName: z.string(),
    email: z.string(),
    role: memberRoleSchema,
    accountExists: z.boolean().meta({ description: 'Then accept with the password of that account' }),
  })
  .meta({ id: 'InvitationOffer' });
export const acceptInvitationSchema = z
  .strictObject({
    token: secretTextSchema,
    password: z.string().max(limits.passwordLengthMax),
    name: lineSchema(limits.nameLength)
      .optional()
      .meta({ description: 'Of the new account; an existing one keeps its name' }),
  })
  .meta({ id: 'AcceptInvitation' });
