import { clientFrameSchema, CloudMeetError, commandIdSchema, invalid, jsonDepth } from '@cloudmeet/contracts';
import type { ClientFrame } from '@cloudmeet/contracts';
import { z } from 'zod';

/** Deeper than anything the protocol has, and shallow enough for every parser behind this. */
const depthMax = 16;
const identifiedSchema = z.looseObject({ t: z.literal('cmd'), id: commandIdSchema });

/** One message of a client. */
export interface ReadFrame {
  /** The frame, or `message-invalid` with what does not fit. */
  frame: ClientFrame | CloudMeetError;
  /** The command's id where there is one, so that a refusal finds its way to whoever waits for it. */
  id?: string | undefined;
}

function unreadable(detail: string, cause?: unknown): ReadFrame {
  return { frame: new CloudMeetError('message-invalid', { detail, cause }) };
}

/** Parses one message of a client. Never throws. */
export function readFrame(text: string): ReadFrame {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    return unreadable('The message is not JSON.', cause);
  }
  if (jsonDepth(value, depthMax) > depthMax) return unreadable('The message is nested too deeply.');
  const id = identifiedSchema.safeParse(value).data?.id;
  const parsed = clientFrameSchema.safeParse(value);
  return { id, frame: parsed.success ? parsed.data : invalid(parsed.error, 'message-invalid') };
}
