import { z } from 'zod';
import { CloudMeetError } from './cloudmeet-error.ts';

const errorDetailSchema = z.object({
  pointer: z.string().meta({ description: 'JSON Pointer (RFC 6901) into the request' }),
  detail: z.string(),
});

/** An error as it crosses a socket or a frame. Codes are open: a newer peer may know more of them. */
export const wireErrorSchema = z.object({
  code: z.string().max(60),
  message: z.string().max(2000),
  fatal: z.boolean(),
  retryable: z.boolean(),
  fix: z.string().max(500),
  errors: z.array(errorDetailSchema).optional(),
  socketUrl: z.string().optional(),
});
export type WireError = z.infer<typeof wireErrorSchema>;

/** Problem types are names, not addresses to open (RFC 9457 section 3.1.1): this and the code. */
export const problemTypePrefix = 'urn:cloudmeet:problem:';

/** `application/problem+json` (RFC 9457) with our members. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'URI of the problem type, ends with the code' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    code: z.string(),
    fix: z.string(),
    errors: z.array(errorDetailSchema).optional(),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problemSchema>;

function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function detailsOf(issue: z.core.$ZodIssue, prefix: string) {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: prefix + pointerOf([...issue.path, key]),
      detail: 'is not a known field',
    }));
  }
  return [{ pointer: prefix + pointerOf(issue.path), detail: issue.message }];
}

/** A failed parse as a typed error: `invalid-request` by default, one entry per wrong field. */
export function invalid(
  error: z.ZodError,
  code:
    'invalid-request' | 'message-invalid' | 'token-claims-invalid' | 'invalid-argument' = 'invalid-request',
  prefix = '',
): CloudMeetError {
  const errors = error.issues
    .slice(0, 20)
    .flatMap((issue) => detailsOf(issue, prefix))
    .slice(0, 50);
  const first = errors[0];
  return new CloudMeetError(code, {
    errors,
    ...(first ? { detail: `${first.pointer || 'The value'}: ${first.detail}` } : {}),
  });
}
