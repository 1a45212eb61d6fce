import { CloudMeetError } from '@cloudmeet/contracts';
import { z } from 'zod';

/** A place in a list ordered by creation: the last item that was shown. */
export interface Cursor {
  createdAt: Date;
  id: string;
}

const cursorSchema = z.tuple([z.int().min(0).max(8_640_000_000_000_000), z.string().regex(/^\w{1,60}$/)]);

/** Opaque text for clients: base64url of `[milliseconds, id]`. */
export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.createdAt.getTime(), cursor.id])).toString('base64url');
}

function parseCursor(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    // Not JSON: told apart below, together with JSON of another shape.
    return undefined;
  }
}

/** @throws `invalid-request` for a text that no list has given out. */
export function decodeCursor(text: string): Cursor {
  const parsed = cursorSchema.safeParse(parseCursor(text));
  if (!parsed.success) {
    throw new CloudMeetError('invalid-request', {
      detail: 'The cursor is not one that a list has given out.',
      errors: [{ pointer: '/cursor', detail: 'is not a cursor of this list' }],
    });
  }
  return { createdAt: new Date(parsed.data[0]), id: parsed.data[1] };
}
