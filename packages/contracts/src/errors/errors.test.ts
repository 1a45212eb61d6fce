import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CloudMeetError } from './cloudmeet-error.ts';
import { errorCodes, errorSpecs } from './codes.ts';
import { invalid, wireErrorSchema } from './wire-error.ts';

describe('errors', () => {
  it('say what is so and what to do, each in a sentence', () => {
    for (const code of errorCodes) {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(errorSpecs[code].message).toMatch(/^[A-Z].*\.$/);
      expect(errorSpecs[code].fix).toMatch(/^[A-Z].*\.$/);
      expect(errorSpecs[code].status).toBeGreaterThanOrEqual(400);
    }
  });

  it('cross the wire and come back the same', () => {
    for (const code of errorCodes) {
      const error = new CloudMeetError(code, { detail: 'just so' });
      const back = CloudMeetError.fromWire(wireErrorSchema.parse(error.toWire()));
      expect(back).toMatchObject({ code, message: 'just so', fatal: error.fatal, fix: error.fix });
    }
  });

  it('keep the words of a code that only a newer peer knows', () => {
    expect(CloudMeetError.fromWire({ code: 'brand-new', message: 'New trouble.' })).toMatchObject({
      code: 'internal',
      message: 'New trouble.',
    });
  });

  it('turn the unknown into internal and keep the cause', () => {
    const cause = new TypeError('x');
    expect(CloudMeetError.from(cause)).toMatchObject({ code: 'internal', cause });
  });

  it('point at each wrong field with a JSON Pointer', () => {
    const schema = z.strictObject({ 'a/b': z.object({ list: z.array(z.number()) }) });
    const result = schema.safeParse({ 'a/b': { list: [1, 'x'] }, tenantId: 'tnt' });
    expect(result.success).toBe(false);
    expect(
      result.error &&
        invalid(result.error)
          .errors.map((one) => one.pointer)
          .sort(),
    ).toEqual(['/a~1b/list/1', '/tenantId']);
  });
});
