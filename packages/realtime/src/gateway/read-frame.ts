import { clientFrameSchema, CloudMeetError, invalid, jsonDepth } from '@cloudmeet/contracts';
import type { ClientFrame } from '@cloudmeet/contracts';

/** Deeper than anything the protocol has, and shallow enough for every parser behind this. */
const depthMax = 16;

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CloudMeetError('message-invalid', { detail: 'The message is not JSON.', cause });
  }
}

/** Parses one frame of a client. @throws CloudMeetError `message-invalid` */
export function readFrame(data: string): ClientFrame {
  const value = readJson(data);
  if (jsonDepth(value, depthMax) > depthMax)
    throw new CloudMeetError('message-invalid', { detail: 'The message is nested too deeply.' });
  const parsed = clientFrameSchema.safeParse(value);
  if (!parsed.success) throw invalid(parsed.error, 'message-invalid');
  return parsed.data;
}
